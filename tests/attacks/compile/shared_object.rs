// expect: runtime_error
#![crate_type = "cdylib"]
pub fn main() { println!("ESCAPED: a shared object ran"); }
