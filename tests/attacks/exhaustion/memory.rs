// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
fn main() {
    let kept = std::hint::black_box(vec![1u8; 128 << 20]);
    println!("ESCAPED: twice the limit, {}", kept.len());
}
