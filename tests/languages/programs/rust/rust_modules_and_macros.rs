mod geometry {
    pub mod shapes {
        #[derive(Debug, Default)]
        pub struct Rect { pub w: u32, pub h: u32, id: u32 }
        impl Rect { pub const fn new(w: u32, h: u32) -> Self { Rect { w, h, id: super::next() } } pub fn area(&self) -> u32 { self.w * self.h + self.id - self.id } }
    }
    const fn next() -> u32 { 7 }
    pub use self::shapes::Rect as R;
}
use geometry::{shapes, R};

macro_rules! map { ($($k:expr => $v:expr),* $(,)?) => {{ let mut m = std::collections::BTreeMap::new(); $(m.insert($k, $v);)* m }}; }
macro_rules! max { ($x:expr) => { $x }; ($x:expr, $($rest:expr),+) => {{ let (a, b) = ($x, max!($($rest),+)); if a > b { a } else { b } }}; }
macro_rules! accessors { ($t:ident { $($f:ident: $ty:ty),* }) => { #[derive(Clone)] struct $t { $($f: $ty),* } impl $t { $(fn $f(&self) -> &$ty { &self.$f })* } }; }
accessors!(Person { name: String, age: u8 });

fn main() {
    println!("{} {:?}", R::new(2, 3).area(), shapes::Rect::default().w);
    println!("{:?} {} {}", map! {"a" => 1, "b" => 2}, max!(3, 9, 4), stringify!(a + b));
    let p = Person { name: "Ann".into(), age: 30 };
    println!("{} {} {} {}", p.name(), p.clone().age(), line!() > 0, concat!("x", 1, true));
    static mut COUNTER: u32 = 0;
    unsafe { COUNTER += 2; let c = COUNTER; println!("{c} {}", *(&c as *const u32)); }
    assert_eq!(1 + 1, 2, "math works");
    debug_assert!(true);
    println!("{}", if cfg!(target_os = "linux") { "linux" } else { "other" });
}
