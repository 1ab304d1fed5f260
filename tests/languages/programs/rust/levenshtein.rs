use std::io::Read;

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut current = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            current.push((current[j] + 1).min(previous[j + 1] + 1).min(previous[j] + usize::from(x != y)));
        }
        previous = current;
    }
    previous[b.len()]
}

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    for line in text.lines() {
        let (a, b) = line.split_once(' ').unwrap();
        println!("{a} {b} {}", distance(a, b));
    }
}
