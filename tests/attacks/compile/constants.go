// expect: compile_error or memory_limit or time_limit | compile wall: 3s
package main

const a = 1 << 500
const b = a*a*a*a*a + 1<<100000000

func main() { println(b > 0) }
