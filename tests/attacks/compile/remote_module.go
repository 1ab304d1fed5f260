// expect: compile_error
package main

import "golang.org/x/sys/unix"

func main() { println("ESCAPED", unix.Getpid()) }
//--- go.mod
module attack

go 1.24

require golang.org/x/sys v0.1.0
