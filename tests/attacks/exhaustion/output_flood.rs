// expect: output_limit | limits: {"output": 65536}
fn main() {
    loop {
        eprint!("to standard error, without an end of line ");
    }
}
