use std::iter::Peekable;
use std::str::Chars;

struct Parser<'a>(Peekable<Chars<'a>>);

impl Parser<'_> {
    fn expression(&mut self) -> i64 {
        let mut value = self.term();
        while let Some(op) = self.0.next_if(|c| "+-".contains(*c)) {
            let right = self.term();
            value = if op == '+' { value + right } else { value - right };
        }
        value
    }
    fn term(&mut self) -> i64 {
        let mut value = self.factor();
        while let Some(op) = self.0.next_if(|c| "*/".contains(*c)) {
            let right = self.factor();
            value = if op == '*' { value * right } else { value / right };
        }
        value
    }
    fn factor(&mut self) -> i64 {
        match self.0.peek() {
            Some('-') => {
                self.0.next();
                -self.factor()
            }
            Some('(') => {
                self.0.next();
                let value = self.expression();
                self.0.next();
                value
            }
            _ => {
                let mut value = 0;
                while let Some(digit) = self.0.next_if(char::is_ascii_digit) {
                    value = value * 10 + digit.to_digit(10).unwrap() as i64;
                }
                value
            }
        }
    }
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let packed = line.replace(' ', "");
        println!("{line} = {}", Parser(packed.chars().peekable()).expression());
    }
}
