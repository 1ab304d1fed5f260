// expect: compile_error
package main

import "embed"

//go:embed all:../* {{state}}
var stolen embed.FS

func main() { println("ESCAPED", stolen) }
