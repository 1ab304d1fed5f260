// expect: contained | stopped by: system_call_filter
package main

import (
	"fmt"
	"syscall"
)

func main() {
	allowed := map[int]bool{1: true, 2: true, 10: true, 16: true}
	for family := 0; family < 47; family++ {
		for kind := 1; kind < 6; kind++ {
			if fd, problem := syscall.Socket(family, kind, 0); problem == nil && !allowed[family] {
				fmt.Println("ESCAPED: family", family, fd)
				return
			}
		}
	}
	fmt.Println("contained")
}
