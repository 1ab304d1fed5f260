// expect: compile_error
fn main() {
    println!("ESCAPED: {}", env!("HOST_SECRET"));
}
