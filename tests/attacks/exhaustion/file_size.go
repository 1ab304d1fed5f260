// expect: file_limit or runtime_error | stopped by: resource_limits | limits: {"files": 1048576}
package main

import (
	"fmt"
	"os"
)

func main() {
	if problem := os.WriteFile("/box/file", make([]byte, 2<<20), 0o600); problem != nil {
		fmt.Println(problem)
		os.Exit(1)
	}
	fmt.Println("ESCAPED: 2 MiB in a file of at most 1 MiB")
}
