fn main() {
    let items = [(9, 150), (13, 35), (153, 200), (50, 160), (15, 60), (68, 45), (27, 60), (39, 40), (23, 30), (52, 10), (11, 70), (32, 30)];
    let mut best = [0; 201];
    for (weight, value) in items {
        for c in (weight..=200).rev() {
            best[c] = best[c].max(best[c - weight] + value);
        }
    }
    println!("{} {} {}", best[50], best[100], best[200]);
}
