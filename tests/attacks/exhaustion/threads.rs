// expect: process_limit or runtime_error | stopped by: process_limit | limits: {"processes": 30}
use std::{thread, time::Duration};
fn main() {
    let made: Vec<_> = (0..60).map(|_| thread::Builder::new().stack_size(65536).spawn(|| thread::sleep(Duration::from_secs(2))).unwrap()).collect();
    println!("ESCAPED: {} threads", made.len());
}
