use std::collections::HashSet;

const SIZE: i32 = 8;

fn near(alive: &HashSet<(i32, i32)>, r: i32, c: i32) -> usize {
    (-1..=1)
        .flat_map(|dr| (-1..=1).map(move |dc| (dr, dc)))
        .filter(|&(dr, dc)| (dr, dc) != (0, 0) && alive.contains(&((r + dr).rem_euclid(SIZE), (c + dc).rem_euclid(SIZE))))
        .count()
}

fn main() {
    let mut alive: HashSet<(i32, i32)> = HashSet::from([(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
    for generation in 0..5 {
        println!("generation {generation}");
        for r in 0..SIZE {
            println!("{}", (0..SIZE).map(|c| if alive.contains(&(r, c)) { '#' } else { '.' }).collect::<String>());
        }
        alive = (0..SIZE * SIZE)
            .map(|i| (i / SIZE, i % SIZE))
            .filter(|&(r, c)| matches!((near(&alive, r, c), alive.contains(&(r, c))), (3, _) | (2, true)))
            .collect();
    }
}
