// expect: contained | runs: plant look look
use std::process::Command;
fn main() {
    if std::env::args().nth(1).unwrap() == "plant" {
        Command::new("/bin/sh").args(["-c", "trap '' HUP TERM; while :; do touch /tmp/alive /dev/shm/alive; sleep 0.1; done"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(300));
    } else {
        std::thread::sleep(std::time::Duration::from_millis(300));
        if std::path::Path::new("/tmp/alive").exists() || std::path::Path::new("/dev/shm/alive").exists() {
            println!("ESCAPED: a process of another run");
            return;
        }
    }
    println!("contained");
}
