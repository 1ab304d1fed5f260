// expect: contained | stopped by: system_call_filter
extern "C" {
    fn syscall(number: i64, ...) -> i64;
}
fn main() {
    let joined = unsafe { syscall(250, 1i64, 0i64) }; // KEYCTL_JOIN_SESSION_KEYRING
    println!("{}", if joined > 0 { "ESCAPED: a session keyring" } else { "contained" });
}
