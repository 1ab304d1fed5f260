const TABLE: [(u32, &str); 13] = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

fn to_roman(mut n: u32) -> String {
    let mut text = String::new();
    for (value, letters) in TABLE {
        text += &letters.repeat((n / value) as usize);
        n %= value;
    }
    text
}

fn from_roman(mut text: &str) -> u32 {
    let mut sum = 0;
    for (value, letters) in TABLE {
        while let Some(rest) = text.strip_prefix(letters) {
            sum += value;
            text = rest;
        }
    }
    sum
}

fn main() {
    for n in [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999] {
        println!("{n} {} {}", to_roman(n), from_roman(&to_roman(n)));
    }
}
