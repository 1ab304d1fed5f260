fn queens(n: u32, row: u32, columns: u32, left: u32, right: u32) -> u32 {
    if row == n {
        return 1;
    }
    let mut free = !(columns | left | right) & ((1 << n) - 1);
    let mut found = 0;
    while free != 0 {
        let bit = free & free.wrapping_neg();
        free ^= bit;
        found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    found
}

fn main() {
    for n in 1..=8 {
        println!("{n} {}", queens(n, 0, 0, 0, 0));
    }
}
