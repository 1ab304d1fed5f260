fn main() {
    let s = "größe 漢字 😀";
    println!("{} {} {:?} {}", s.len(), s.chars().count(), s.char_indices().map(|(i, _)| i).nth(3), s.to_uppercase());
    println!("[{:>8}] [{:<8}] [{:^8}] [{:*^9}] [{:+}] [{:08.3}] [{:#x}] [{:#010b}] [{:e}]", "r", "l", "c", "mid", 5, 3.14159, 255, 5, 1234.5);
    let (width, name) = (6, "x");
    println!("{name:>width$}|{:.2}|{:?}|{:#?}", 1.23456, "q\"\t", (1, "a"));
    println!("{:?} {:?} {:?}", " a  b ".split_whitespace().collect::<Vec<_>>(), "a=b=c".rsplit_once('='), "abc".bytes().rev().map(|b| b as char).collect::<String>());
    println!("{} {} {:?} {}", "ab".repeat(2), "x-y".replace('-', "+"), "hello".find("ll"), &s[0..4]);
    println!("{:?} {:?} {}", u8::from_str_radix("ff", 16), "3.5e2".parse::<f64>(), f64::NAN.max(1.0));
    println!("{} {} {} {}", i64::pow(3, 30), 7i32.rem_euclid(-3), -7 / 2, (2.5f64).round() as i8);
    println!("{:?} {} {}", char::from_u32(0x1F600), '\u{e9}'.is_alphabetic(), r#"raw "quoted""#);
    println!("{}", b"bytes\x41".escape_ascii());
}
