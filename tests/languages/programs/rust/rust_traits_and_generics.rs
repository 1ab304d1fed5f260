use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::ops::{Add, AddAssign, Index, Neg};

trait Shape {
    const SIDES: u32;
    fn area(&self) -> f64;
    fn describe(&self) -> String { format!("{} sides, area {:.1}", Self::SIDES, self.area()) }
}
struct Square(f64);
struct Triangle { base: f64, height: f64 }
impl Shape for Square { const SIDES: u32 = 4; fn area(&self) -> f64 { self.0 * self.0 } }
impl Shape for Triangle { const SIDES: u32 = 3; fn area(&self) -> f64 { self.base * self.height / 2.0 } }

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
struct Vector<T> { x: T, y: T }
impl<T: Add<Output = T>> Add for Vector<T> { type Output = Self; fn add(self, o: Self) -> Self { Vector { x: self.x + o.x, y: self.y + o.y } } }
impl<T: Neg<Output = T>> Neg for Vector<T> { type Output = Self; fn neg(self) -> Self { Vector { x: -self.x, y: -self.y } } }
impl<T: AddAssign> AddAssign for Vector<T> { fn add_assign(&mut self, o: Self) { self.x += o.x; self.y += o.y; } }

struct Table<K, V>(HashMap<K, V>, V);
impl<K: std::hash::Hash + Eq, V> Index<K> for Table<K, V> { type Output = V; fn index(&self, k: K) -> &V { self.0.get(&k).unwrap_or(&self.1) } }

fn largest<'a, T: PartialOrd>(items: &'a [T]) -> Option<&'a T> { items.iter().reduce(|a, b| if b > a { b } else { a }) }
fn show(items: &[&dyn Display]) -> String { items.iter().map(|i| i.to_string()).collect::<Vec<_>>().join("/") }
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C { move |x| g(f(x)) }
struct Fixed<const N: usize>([u8; N]);
impl<const N: usize> Fixed<N> { fn len(&self) -> usize { N } }
fn debug<T: Debug + ?Sized>(t: &T) -> String { format!("{t:?}") }

fn main() {
    println!("{}; {}", Square(2.0).describe(), Triangle { base: 3.0, height: 1.0 }.describe());
    let mut v = Vector { x: 1, y: 2 } + -Vector { x: 5, y: 5 };
    v += Vector { x: 10, y: 10 };
    println!("{v:?} {:?} {}", Vector::<f32>::default(), Vector { x: 1, y: 9 } < Vector { x: 2, y: 0 });
    let t = Table(HashMap::from([("a", 1)]), 0);
    println!("{} {} {:?} {}", t["a"], t["zz"], largest(&[3, 9, 2]), show(&[&1, &"two", &3.5]));
    println!("{} {} {}", compose(|x: i32| x + 1, |x| format!("<{x}>"))(4), Fixed([0; 7]).len(), debug("é\n"));
}
