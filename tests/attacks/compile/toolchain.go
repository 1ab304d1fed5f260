// expect: compile_error
package main

func main() { println("ESCAPED: another toolchain") }
//--- go.mod
module attack

go 1.99

toolchain go1.99.9
