// expect: contained or compile_error
// The tool reads a file of settings, but not from here.
package main

import "fmt"

func main() { fmt.Println("contained") }
//--- go.env
GOFLAGS=-toolexec=/box/evil
GOTOOLCHAIN=go1.99.9
//--- .config/go/env
GOFLAGS=-toolexec=/box/evil
