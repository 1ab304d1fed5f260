// expect: contained | stopped by: network_namespace
fn main() {
    let text = std::fs::read_to_string("/proc/self/net/dev").unwrap_or_default();
    let others: Vec<_> = text.lines().skip(2).filter(|l| !l.trim().starts_with("lo:")).collect();
    println!("{}", if others.is_empty() { "contained".into() } else { format!("ESCAPED: {others:?}") });
}
