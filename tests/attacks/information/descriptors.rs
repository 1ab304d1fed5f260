// expect: contained | stopped by: closed_descriptors
fn main() {
    let sockets: Vec<_> = (0..64).filter_map(|n| std::fs::read_link(format!("/proc/self/fd/{n}")).ok())
        .filter(|to| to.to_string_lossy().starts_with("socket:")).collect();
    println!("{}", if sockets.is_empty() { "contained".into() } else { format!("ESCAPED: {sockets:?}") });
}
