// expect: compile_error
#![crate_type = "lib"]
pub fn main() { println!("ESCAPED: a library ran"); }
