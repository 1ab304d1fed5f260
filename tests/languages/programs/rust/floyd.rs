fn main() {
    const N: usize = 5;
    let mut d = [[1_000_000i32; N]; N];
    for (i, row) in d.iter_mut().enumerate() {
        row[i] = 0;
    }
    for (a, b, w) in [(0, 1, 3), (0, 2, 8), (0, 4, -4), (1, 3, 1), (1, 4, 7), (2, 1, 4), (3, 0, 2), (3, 2, -5), (4, 3, 6)] {
        d[a][b] = w;
    }
    for k in 0..N {
        for i in 0..N {
            for j in 0..N {
                d[i][j] = d[i][j].min(d[i][k] + d[k][j]);
            }
        }
    }
    for row in &d {
        println!("{}", row.map(|x| format!("{x:3}")).join(" "));
    }
}
