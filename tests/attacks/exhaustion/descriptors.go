// expect: contained | stopped by: resource_limits
package main

import (
	"fmt"
	"syscall"
)

func main() {
	for i := 0; i < 5000; i++ {
		if _, problem := syscall.Dup(0); problem != nil {
			fmt.Println("contained")
			return
		}
	}
	fmt.Println("ESCAPED: 5000 descriptors")
}
