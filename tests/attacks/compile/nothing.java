// expect: compile_error
// The compiler succeeds, and makes nothing.
