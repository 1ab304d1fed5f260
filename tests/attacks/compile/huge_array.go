// expect: compile_error or memory_limit or time_limit | compile wall: 3s
package main

var block = [1 << 31]byte{5: 1, 1<<31 - 1: 1}

func main() { println(block[5]) }
