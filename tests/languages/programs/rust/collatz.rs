fn length(n: u64) -> u32 {
    std::iter::successors(Some(n), |&n| (n != 1).then(|| if n % 2 == 0 { n / 2 } else { 3 * n + 1 })).count() as u32
}

fn main() {
    let (start, steps) = (1..20000).map(|n| (n, length(n))).fold((0, 0), |best, next| if next.1 > best.1 { next } else { best });
    println!("{start} {steps}");
}
