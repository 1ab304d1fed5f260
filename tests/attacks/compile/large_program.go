// expect: compile_error
// Larger than what may go from one sandbox to the next.
package main

var data = [200 << 20]byte{1}

func main() { println(data[len(data)/2]) }
