use std::collections::{HashSet, VecDeque};
use std::io::BufRead;

fn main() {
    let grid: Vec<Vec<char>> = std::io::stdin().lock().lines().map(|line| line.unwrap().chars().collect()).collect();
    let start = grid.iter().enumerate().find_map(|(r, row)| row.iter().position(|&c| c == 'S').map(|c| (r, c))).unwrap();
    let mut queue = VecDeque::from([(start, 0)]);
    let mut seen = HashSet::from([start]);
    let steps = loop {
        let Some(((r, c), steps)) = queue.pop_front() else { break None };
        if grid[r][c] == 'E' {
            break Some(steps);
        }
        for at in [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)] {
            if grid[at.0][at.1] != '#' && seen.insert(at) {
                queue.push_back((at, steps + 1));
            }
        }
    };
    match steps {
        Some(n) => println!("steps {n}"),
        None => println!("no way"),
    }
    println!("seen {}", seen.len());
}
