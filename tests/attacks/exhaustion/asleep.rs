// expect: time_limit | timeout: 1
fn main() {
    let (_keep, wait) = std::sync::mpsc::channel::<u8>();
    wait.recv().unwrap();
}
