use std::collections::HashMap;

fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let sequence = line.trim();
    for k in 1..=3 {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for i in 0..=sequence.len() - k {
            *counts.entry(&sequence[i..i + k]).or_default() += 1;
        }
        let mut ordered: Vec<_> = counts.into_iter().collect();
        ordered.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        for (key, n) in ordered.iter().take(6) {
            println!("{key} {n}");
        }
        println!();
    }
}
