// expect: compile_error
package main

import "evil.example/host"

func main() { println("ESCAPED", host.Name) }
//--- go.mod
module attack

go 1.24

require evil.example/host v1.0.0

replace evil.example/host => /usr/lib/go/../../../etc
