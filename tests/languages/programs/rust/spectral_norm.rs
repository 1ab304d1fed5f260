fn a(i: usize, j: usize) -> f64 {
    1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64
}

fn times(v: &[f64], transposed: bool) -> Vec<f64> {
    (0..v.len()).map(|i| v.iter().enumerate().map(|(j, x)| if transposed { a(j, i) } else { a(i, j) } * x).sum()).collect()
}

fn main() {
    let mut u = vec![1.0; 50];
    let mut v = vec![];
    for _ in 0..10 {
        v = times(&times(&u, false), true);
        u = times(&times(&v, false), true);
    }
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| a * b).sum::<f64>();
    println!("{:.9}", (dot(&u, &v) / dot(&v, &v)).sqrt());
}
