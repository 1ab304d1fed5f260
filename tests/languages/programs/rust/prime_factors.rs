fn factors(mut n: u64) -> Vec<(u64, u32)> {
    let mut found = vec![];
    let mut p = 2;
    while p * p <= n {
        let mut k = 0;
        while n % p == 0 {
            n /= p;
            k += 1;
        }
        if k > 0 {
            found.push((p, k));
        }
        p += 1;
    }
    if n > 1 {
        found.push((n, 1));
    }
    found
}

fn main() {
    for n in [2, 12, 97, 360, 1001, 65536, 999999, 2147483647, 600851475143] {
        let parts: Vec<String> = factors(n).into_iter().map(|(p, k)| if k > 1 { format!("{p}^{k}") } else { p.to_string() }).collect();
        println!("{n} = {}", parts.join(" * "));
    }
}
