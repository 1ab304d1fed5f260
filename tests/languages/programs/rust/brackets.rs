fn balanced(line: &str) -> bool {
    let mut stack = vec![];
    for c in line.chars() {
        match c {
            '(' => stack.push(')'),
            '[' => stack.push(']'),
            '{' => stack.push('}'),
            ')' | ']' | '}' if stack.pop() != Some(c) => return false,
            _ => {}
        }
    }
    stack.is_empty()
}

fn main() {
    for line in std::io::stdin().lines().map(Result::unwrap) {
        println!("{line} {}", if balanced(&line) { "balanced" } else { "broken" });
    }
}
