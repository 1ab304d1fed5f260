// expect: compile_error
package main

const a = "xxxxxxxxxxxxxxxx"
const a0 = a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a
const a1 = a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0 + a0
const a2 = a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1 + a1
const a3 = a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2 + a2
const a4 = a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3 + a3
const a5 = a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4 + a4
const a6 = a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5 + a5

func main() { println(len(a6)) }
