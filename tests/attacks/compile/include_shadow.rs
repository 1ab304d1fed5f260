// expect: compile_error
fn main() {
    println!("ESCAPED: {}", include_str!("/etc/shadow"));
}
