// expect: contained
package main

func main() { println("x"); print(); say() }
//--- say.go
package main

import "fmt"

func say() { fmt.Println("contained") }
//--- go.env
GOFLAGS=-toolexec=/box/tool
//--- .config/go/env
GOFLAGS=-toolexec=/box/tool
//--- tool
#!/bin/sh
echo ESCAPED: a tool of the submission
