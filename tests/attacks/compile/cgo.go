// expect: compile_error
package main

// #cgo LDFLAGS: -Wl,-wrapper,/bin/sh
// #cgo CFLAGS: -fplugin=/box/x.so
// #include "/proc/self/environ"
// static int attack(void) { return 1; }
import "C"

func main() { println("ESCAPED: cgo", C.attack()) }
