fn main() {
    for row in 0..20 {
        let line: String = (0..60)
            .map(|column| {
                let (cr, ci) = (column as f64 * 3.0 / 60.0 - 2.25, row as f64 * 2.0 / 20.0 - 1.0);
                let (mut zr, mut zi, mut n) = (0.0f64, 0.0f64, 0);
                while n < 50 && zr * zr + zi * zi <= 4.0 {
                    (zr, zi) = (zr * zr - zi * zi + cr, 2.0 * zr * zi + ci);
                    n += 1;
                }
                if n == 50 { '*' } else { '.' }
            })
            .collect();
        println!("{line}");
    }
}
