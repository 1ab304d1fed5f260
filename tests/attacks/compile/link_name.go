// expect: compile_error or contained
package main

import (
	"fmt"
	_ "unsafe"
)

//go:linkname entersyscall runtime.doesNotExist
func entersyscall()

//go:cgo_import_dynamic libc_system system "libc.so.6"

func main() { fmt.Println("contained") }
