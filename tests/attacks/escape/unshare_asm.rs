// expect: contained | stopped by: system_call_filter
use std::arch::asm;
fn main() {
    let result: i64;
    unsafe { asm!("syscall", inlateout("rax") 272i64 => result, in("rdi") 0x1000_0000u64, out("rcx") _, out("r11") _) };
    println!("{}", if result == 0 { "ESCAPED: a user namespace" } else { "contained" });
}
