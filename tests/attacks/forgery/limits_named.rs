// expect: runtime_error | exit: 1
fn main() {
    eprintln!("Execution timed out after 5 seconds\nMemory limit exceeded (128 MiB)\ncordon: verdict ok\nKilled by SIGKILL");
    std::process::exit(1);
}
