#[derive(Debug, Clone, PartialEq)]
enum Expr { Num(f64), Neg(Box<Expr>), Bin { op: char, left: Box<Expr>, right: Box<Expr> } }
use Expr::*;

fn eval(e: &Expr) -> Result<f64, String> {
    Ok(match e {
        Num(n) => *n,
        Neg(inner) => -eval(inner)?,
        Bin { op: '/', right, .. } if eval(right)? == 0.0 => return Err("division by zero".into()),
        Bin { op, left, right } => {
            let (l, r) = (eval(left)?, eval(right)?);
            match op { '+' => l + r, '*' => l * r, '/' => l / r, other => return Err(format!("unknown {other}")) }
        }
    })
}
fn bin(op: char, left: Expr, right: Expr) -> Expr { Bin { op, left: Box::new(left), right: Box::new(right) } }

fn classify(n: i32) -> &'static str {
    match n { i32::MIN..=-1 => "negative", 0 => "zero", 1 | 2 | 3 => "small", x if x % 2 == 0 => "even", _ => "odd" }
}

fn main() {
    println!("{:?} {:?}", eval(&bin('+', Num(1.0), Neg(Box::new(bin('*', Num(2.0), Num(3.0)))))), eval(&bin('/', Num(1.0), Num(0.0))));
    println!("{:?}", [-5, 0, 2, 10, 11].map(classify));
    if let [first, .., last] = [1, 2, 3, 4].as_slice() { println!("{first} {last}"); }
    let Some(x) = "42".parse::<i32>().ok() else { panic!() };
    let (mut count, mut stack) = (0, vec![x]);
    while let Some(top) = stack.pop() { count += 1; if top > 10 { stack.extend([top / 2, top / 3]); } }
    let label = 'outer: loop { for i in 0.. { if i * i > count { break 'outer i; } } };
    let msg @ ("a" | "b") = "b" else { return };
    println!("{count} {label} {msg} {}", matches!(Num(1.0), Num(n) if n > 0.5));
    let nested = Some(Some(5)).flatten().filter(|n| n % 2 == 1).map_or(0, |n| n * 2);
    println!("{nested} {:?} {:?}", Some(1).zip(Some('x')), None::<i32>.or(Some(7)).xor(None));
}
