fn main() {
    const N: usize = 100_000;
    let mut composite = vec![false; N];
    let mut primes = vec![];
    for i in 2..N {
        if composite[i] {
            continue;
        }
        primes.push(i);
        (i * i..N).step_by(i).for_each(|j| composite[j] = true);
    }
    println!("{}", primes.len());
    let last: Vec<String> = primes[primes.len() - 5..].iter().map(usize::to_string).collect();
    println!("{}", last.join(" "));
}
