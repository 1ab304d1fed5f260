// expect: contained
extern "C" {
    fn kill(pid: i32, signal: i32) -> i32;
}
fn main() {
    unsafe {
        for target in [-1, 1, 0] {
            for signal in [9, 19, 15] {
                if target != 0 {
                    kill(target, signal);
                }
            }
        }
    }
    println!("contained");
}
