fn quicksort<T: PartialOrd + Copy>(a: &mut [T]) {
    if a.len() < 2 {
        return;
    }
    let pivot = a[(a.len() - 1) / 2];
    let (mut i, mut j) = (0isize, a.len() as isize - 1);
    while i <= j {
        while a[i as usize] < pivot {
            i += 1;
        }
        while a[j as usize] > pivot {
            j -= 1;
        }
        if i <= j {
            a.swap(i as usize, j as usize);
            i += 1;
            j -= 1;
        }
    }
    quicksort(&mut a[..(j + 1) as usize]);
    quicksort(&mut a[i as usize..]);
}

fn main() {
    let mut seed = 7u64;
    let mut a: Vec<u64> = (0..2000)
        .map(|_| {
            seed = (seed * 1103515245 + 12345) % (1 << 31);
            seed % 100000
        })
        .collect();
    quicksort(&mut a);
    let text = |part: &[u64]| part.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(" ");
    println!("{}\n{}", text(&a[..5]), text(&a[1995..]));
    println!("{}", a.iter().enumerate().map(|(i, x)| i as u64 * x).sum::<u64>() % 1_000_000_007);
}
