use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

struct Noisy(&'static str);
impl Drop for Noisy { fn drop(&mut self) { println!("drop {}", self.0); } }

#[derive(Debug)]
struct Node { name: String, parent: RefCell<Weak<Node>>, children: RefCell<Vec<Rc<Node>>> }
fn node(name: &str) -> Rc<Node> { Rc::new(Node { name: name.to_string(), parent: RefCell::default(), children: RefCell::default() }) }

fn shout(s: &str) -> Cow<'_, str> { if s.contains(' ') { Cow::Owned(s.replace(' ', "_")) } else { Cow::Borrowed(s) } }
fn longest<'a>(a: &'a str, b: &'a str) -> &'a str { if a.len() >= b.len() { a } else { b } }

fn main() {
    let a = Noisy("a");
    {
        let _b = Noisy("b");
        let moved = a;
        println!("inner {}", moved.0);
    }
    let root = node("root");
    let leaf = node("leaf");
    *leaf.parent.borrow_mut() = Rc::downgrade(&root);
    root.children.borrow_mut().push(Rc::clone(&leaf));
    println!("{:?} {} {}", leaf.parent.borrow().upgrade().map(|p| p.name.clone()), Rc::strong_count(&leaf), Rc::weak_count(&root));
    let c = Cell::new(5);
    c.set(c.get() + 1);
    let mut v = vec![1, 2, 3];
    let first = std::mem::take(&mut v[0]);
    let rest = v.split_off(1);
    println!("{} {first} {v:?} {rest:?} {} {} {}", c.get(), shout("a b"), shout("ab"), longest("abc", "de"));
    let mut s = String::from("x");
    let r = &mut s;
    r.push('y');
    let boxed: Box<dyn Fn() -> usize> = Box::new(move || s.len());
    println!("{} {:?}", boxed(), std::mem::replace(&mut Some(3), None));
}
