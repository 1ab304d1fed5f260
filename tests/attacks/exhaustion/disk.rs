// expect: contained | stopped by: work_folder_limit | limits: {"memory": 419430400}
fn main() {
    let block = vec![0u8; 8 << 20];
    for i in 0..10 {
        if std::fs::write(format!("/box/{i}"), &block).is_err() {
            println!("contained");
            return;
        }
    }
    println!("ESCAPED: 80 MiB in the work folder");
}
