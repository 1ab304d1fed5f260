// expect: compile_error | stopped by: hidden_processes
fn main() {
    println!("ESCAPED: {}", include_str!("/proc/1/status").len());
}
