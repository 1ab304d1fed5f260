fn main() {
    let mut row = vec![1u32];
    for i in 0..10 {
        let cells: String = row.iter().map(|x| format!("{x:4}")).collect();
        println!("{:width$}{cells}", "", width = 2 * (9 - i));
        let mut next = vec![1];
        next.extend(row.windows(2).map(|w| w[0] + w[1]));
        next.push(1);
        row = next;
    }
}
