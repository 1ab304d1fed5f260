// expect: policy | signal: SIGSYS | stopped by: system_call_filter
fn main() {
    let result: i32;
    unsafe {
        std::arch::asm!("int 0x80", inlateout("eax") 20 => result, out("r8") _, out("r9") _, out("r10") _, out("r11") _);
    }
    println!("ESCAPED: a 32-bit call said {result}");
}
