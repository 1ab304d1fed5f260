// expect: compile_error or time_limit or memory_limit | compile wall: 3s
#![recursion_limit = "1000000"]
macro_rules! bomb {
    ($($x:tt)*) => { bomb!($($x)* $($x)* a) };
}
fn main() {
    bomb!(a b c d);
}
