// expect: compile_error
package main

//go:cgo_ldflag "-Wl,--version-script=/etc/shadow"

func main() { println("ESCAPED: a linker flag") }
