// expect: contained | stopped by: no_capabilities
extern "C" {
    fn prctl(option: i32, a: u64, b: u64, c: u64, d: u64) -> i32;
}
fn main() {
    // PR_CAPBSET_READ: what a program with file capabilities could still get.
    let left: Vec<u64> = (0..41).filter(|&c| unsafe { prctl(23, c, 0, 0, 0) } == 1).collect();
    println!("{}", if left.is_empty() { "contained".into() } else { format!("ESCAPED: {} capabilities left", left.len()) });
}
