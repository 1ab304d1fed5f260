use std::{cmp::Reverse, collections::BTreeMap, io};

fn main() -> io::Result<()> {
    let text = io::read_to_string(io::stdin())?.to_lowercase();
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_ascii_lowercase()).filter(|w| !w.is_empty()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let mut ordered: Vec<_> = counts.iter().collect();
    ordered.sort_by_key(|&(_, n)| Reverse(n));
    for (word, n) in ordered {
        println!("{word:<8}{n:>3}");
    }
    Ok(())
}
