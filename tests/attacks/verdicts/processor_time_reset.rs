// expect: cpu_time_limit | limits: {"cpu_time": 1}
// Executing another program does not make one young again.
use std::os::unix::process::CommandExt;
fn main() {
    let start = std::time::Instant::now();
    while start.elapsed().as_millis() < 200 {}
    panic!("{}", std::process::Command::new("/proc/self/exe").exec());
}
