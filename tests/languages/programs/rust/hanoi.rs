fn hanoi(n: u32, source: char, target: char, spare: char, say: &mut dyn FnMut(u32, char, char)) {
    if n == 0 {
        return;
    }
    hanoi(n - 1, source, spare, target, say);
    say(n, source, target);
    hanoi(n - 1, spare, target, source, say);
}

fn main() {
    let mut moves = 0;
    hanoi(4, 'A', 'C', 'B', &mut |n, from, to| {
        moves += 1;
        println!("{n}: {from} -> {to}");
    });
    println!("{moves}");
}
