struct Random(u32);

impl Iterator for Random {
    type Item = f64;
    fn next(&mut self) -> Option<f64> {
        self.0 = (self.0 * 3877 + 29573) % 139968;
        Some(self.0 as f64 / 139968.0)
    }
}

fn main() {
    let table = [('a', 0.3029549426680), ('c', 0.5029330453), ('g', 0.7004), ('t', 1.0)];
    let mut random = Random(42);
    println!(">random");
    for _ in 0..5 {
        let line: String = random.by_ref().take(60).map(|r| table.iter().find(|(_, p)| r < *p).unwrap().0).collect();
        println!("{line}");
    }
}
