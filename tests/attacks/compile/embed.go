// expect: compile_error
package main

import _ "embed"

//go:embed /etc/passwd
var stolen string

//go:embed ../../proc/self/environ
var also string

func main() { println("ESCAPED: " + stolen + also) }
