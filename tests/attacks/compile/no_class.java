// expect: compile_error
// There is nothing in it that the compiler could make a file of.
