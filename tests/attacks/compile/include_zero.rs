// expect: compile_error or memory_limit or time_limit | compile wall: 3s
const ALL: &[u8] = include_bytes!("/dev/zero");
fn main() {
    println!("{}", ALL.len());
}
