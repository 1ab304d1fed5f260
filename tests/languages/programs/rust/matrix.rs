use std::ops::Mul;

const N: usize = 40;
struct Matrix([[i64; N]; N]);

impl Matrix {
    fn random(seed: &mut i64) -> Self {
        let mut next = || {
            *seed = (*seed * 1103515245 + 12345) % (1 << 31);
            *seed / 65536 % 10
        };
        Matrix(std::array::from_fn(|_| std::array::from_fn(|_| next())))
    }
}

impl Mul for &Matrix {
    type Output = Matrix;
    fn mul(self, other: &Matrix) -> Matrix {
        Matrix(std::array::from_fn(|i| std::array::from_fn(|j| (0..N).map(|k| self.0[i][k] * other.0[k][j]).sum())))
    }
}

fn main() {
    let mut seed = 1;
    let (a, b) = (Matrix::random(&mut seed), Matrix::random(&mut seed));
    let c = &a * &b;
    let trace: i64 = (0..N).map(|i| c.0[i][i]).sum();
    println!("{trace} {} {} {}", c.0.iter().flatten().sum::<i64>(), c.0[0][0], c.0[N - 1][N - 1]);
}
