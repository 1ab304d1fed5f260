use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

struct Countdown(u32);
impl Iterator for Countdown { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 = self.0.checked_sub(1)?; Some(self.0 + 1) } }

fn main() {
    let total: u32 = Countdown(5).zip(Countdown(10).skip(1)).map(|(a, b)| a * b).filter(|x| x % 3 == 0).sum();
    println!("{total} {:?}", Countdown(3).chain([9]).rev_sorted());
    let words = ["pear", "fig", "apple", "kiwi", "date"];
    let by_length = words.iter().fold(BTreeMap::<usize, Vec<_>>::new(), |mut m, w| { m.entry(w.len()).or_default().push(*w); m });
    println!("{by_length:?}");
    let (short, long): (Vec<&str>, Vec<&str>) = words.iter().partition(|w| w.len() < 5);
    println!("{short:?} {long:?} {:?} {:?}", words.iter().max_by_key(|w| (w.len(), **w)), words.iter().position(|w| *w == "kiwi"));
    let parsed: Result<Vec<i32>, _> = "1,2,x".split(',').map(str::parse::<i32>).collect();
    let good: Option<Vec<i32>> = ["1", "2"].iter().map(|s| s.parse().ok()).collect();
    println!("{} {good:?} {:?}", parsed.unwrap_err(), (1..=4).scan(1, |acc, x| { *acc *= x; Some(*acc) }).collect::<Vec<_>>());
    let mut heap: BinaryHeap<_> = [3, 1, 4, 1, 5].into();
    let set: BTreeSet<_> = heap.iter().copied().collect();
    println!("{:?} {:?} {:?} {:?}", heap.pop(), heap.into_sorted_vec(), set.range(2..).next(), "héllo".char_indices().nth(2));
    println!("{:?} {:?} {}", [1, 2, 3, 4, 5].chunks(2).map(|c| c.iter().sum::<i32>()).collect::<Vec<_>>(), (0..3).flat_map(|i| vec![i; i]).collect::<Vec<_>>(), (1..=3).any(|x| x == 2));
}

trait RevSorted: Iterator { fn rev_sorted(self) -> Vec<Self::Item> where Self: Sized, Self::Item: Ord { let mut v: Vec<_> = self.collect(); v.sort_by(|a, b| b.cmp(a)); v } }
impl<I: Iterator> RevSorted for I {}
