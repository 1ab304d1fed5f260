fn lcs(a: &str, b: &str) -> String {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut t = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..a.len() {
        for j in 0..b.len() {
            t[i + 1][j + 1] = if a[i] == b[j] { t[i][j] + 1 } else { t[i][j + 1].max(t[i + 1][j]) };
        }
    }
    let (mut i, mut j, mut out) = (a.len(), b.len(), Vec::new());
    while i > 0 && j > 0 {
        if a[i - 1] == b[j - 1] {
            out.push(a[i - 1] as char);
            (i, j) = (i - 1, j - 1);
        } else if t[i - 1][j] >= t[i][j - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    out.into_iter().rev().collect()
}

fn main() {
    for (a, b) in [("AGGTAB", "GXTXAYB"), ("thisisatest", "testing123testing"), ("", "x")] {
        let r = lcs(a, b);
        println!("{} {r}.", r.len());
    }
}
