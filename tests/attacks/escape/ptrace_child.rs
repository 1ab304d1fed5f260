// expect: contained | stopped by: system_call_filter
use std::process::Command;
extern "C" {
    fn ptrace(request: i32, pid: i32, address: usize, data: usize) -> i64;
    fn waitpid(pid: i32, status: *mut i32, options: i32) -> i32;
}
fn main() {
    let mut child = Command::new("/bin/sh").arg("-c").arg("read x").stdin(std::process::Stdio::piped()).spawn().unwrap();
    let attached = unsafe { ptrace(16, child.id() as i32, 0, 0) };
    if attached == 0 {
        unsafe {
            waitpid(child.id() as i32, std::ptr::null_mut(), 0);
            ptrace(17, child.id() as i32, 0, 0);
        }
    }
    let _ = child.kill();
    println!("{}", if attached == 0 { "ESCAPED: attached to a child" } else { "contained" });
}
