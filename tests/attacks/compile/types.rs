// expect: compile_error or time_limit or memory_limit | compile wall: 3s
#![recursion_limit = "100000"]
fn grow<T: std::fmt::Debug>(depth: u32, value: T) {
    if depth > 0 {
        grow(depth - 1, (value, 1u8));
    }
}
fn main() {
    grow(100, 1u8);
}
