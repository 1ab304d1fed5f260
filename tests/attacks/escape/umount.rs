// expect: contained
use std::ffi::CString;
extern "C" {
    fn umount2(path: *const std::os::raw::c_char, flags: i32) -> i32;
}
fn main() {
    for path in ["/proc", "/tmp", "/dev", "/box", "/dev/shm", "/"] {
        if unsafe { umount2(CString::new(path).unwrap().as_ptr(), 2) } == 0 {
            println!("ESCAPED: {path} unmounted");
            return;
        }
    }
    println!("contained");
}
