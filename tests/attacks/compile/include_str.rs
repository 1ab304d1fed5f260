// expect: contained
fn main() {
    let stolen: &[u8] = include_bytes!("/proc/self/environ");
    let text = String::from_utf8_lossy(stolen);
    let found = ["HOST_SECRET", "STATE_DIR=", "CORDON_", "SUDO_"].iter().any(|name| text.contains(name));
    println!("{}", if found { "ESCAPED: the server's environment" } else { "contained" });
}
