// expect: compile_error
#[path = "/proc/self/environ"]
mod stolen;
#[path = "/etc/shadow"]
mod stolen_too;
fn main() {}
