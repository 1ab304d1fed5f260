fn fannkuch(n: usize) -> (i32, i32) {
    let mut perm1: Vec<usize> = (0..n).collect();
    let mut count = vec![0; n];
    let (mut most, mut checksum, mut r) = (0, 0, n);
    for index in 0.. {
        while r != 1 {
            count[r - 1] = r;
            r -= 1;
        }
        let mut perm = perm1.clone();
        let mut flips = 0;
        while perm[0] != 0 {
            let k = perm[0];
            perm[..=k].reverse();
            flips += 1;
        }
        most = most.max(flips);
        checksum += if index % 2 == 0 { flips } else { -flips };
        loop {
            if r == n {
                return (checksum, most);
            }
            perm1[..=r].rotate_left(1);
            count[r] -= 1;
            if count[r] > 0 {
                break;
            }
            r += 1;
        }
    }
    unreachable!()
}

fn main() {
    let (checksum, most) = fannkuch(7);
    println!("{checksum}\nPfannkuchen(7) = {most}");
}
