// expect: compile_error
#[link(name = "c", kind = "static", modifiers = "+whole-archive")]
#[link(name = "../../proc/1/exe")]
extern "C" {}
fn main() {}
