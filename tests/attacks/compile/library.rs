// expect: compile_error
// The compiler succeeds, and makes what cannot be executed.
#![crate_type = "lib"]
pub fn main() {}
