// expect: contained | stopped by: inode_limit
fn main() {
    for i in 0..9000 {
        if std::fs::create_dir(format!("/box/{i}")).is_err() {
            println!("contained");
            return;
        }
    }
    println!("ESCAPED: 9000 folders");
}
