// expect: ok | compare: differ | runs: a b c
use std::hash::{BuildHasher, Hasher};
fn main() {
    println!("{}", std::collections::hash_map::RandomState::new().build_hasher().finish());
}
