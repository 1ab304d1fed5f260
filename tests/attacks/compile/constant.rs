// expect: compile_error or time_limit | compile wall: 3s
#![allow(long_running_const_eval)]
const fn forever() -> u64 {
    let mut x = 0u64;
    loop {
        x = x.wrapping_add(1);
        if x == u64::MAX {
            return x;
        }
    }
}
const X: u64 = forever();
fn main() {
    println!("{X}");
}
