type Grid = [[u8; 9]; 9];

fn fits(g: &Grid, r: usize, c: usize, d: u8) -> bool {
    (0..9).all(|i| g[r][i] != d && g[i][c] != d && g[r / 3 * 3 + i / 3][c / 3 * 3 + i % 3] != d)
}

fn solve(g: &mut Grid, at: usize) -> bool {
    if at == 81 {
        return true;
    }
    let (r, c) = (at / 9, at % 9);
    if g[r][c] != b'.' {
        return solve(g, at + 1);
    }
    for d in b'1'..=b'9' {
        if fits(g, r, c, d) {
            g[r][c] = d;
            if solve(g, at + 1) {
                return true;
            }
        }
    }
    g[r][c] = b'.';
    false
}

fn main() {
    let mut grid: Grid = [[0; 9]; 9];
    for (row, line) in grid.iter_mut().zip(std::io::stdin().lines()) {
        row.copy_from_slice(line.unwrap().as_bytes());
    }
    println!("{}", if solve(&mut grid, 0) { "solved" } else { "impossible" });
    for row in grid {
        println!("{}", String::from_utf8_lossy(&row));
    }
}
