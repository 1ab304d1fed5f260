// expect: compile_error
static FILL: [u8; 68_000_000] = [1; 68_000_000];
fn main() { println!("ESCAPED: {} from a program that does not fit", FILL[3]); }
