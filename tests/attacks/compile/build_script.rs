// expect: contained
// Nobody runs build scripts: there is no cargo.
fn main() {
    println!("{}", if option_env!("ATTACKED").is_some() || std::path::Path::new("/box/attacked").exists() { "ESCAPED: a build script ran" } else { "contained" });
}
//--- build.rs
fn main() {
    std::fs::write("/box/attacked", "x").unwrap();
    println!("cargo:rustc-env=ATTACKED=1");
}
//--- Cargo.toml
[package]
name = "attack"
version = "0.1.0"
build = "build.rs"
