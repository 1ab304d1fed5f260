// expect: contained
// SIGCHLD for the agent, without a child that died.
package main

import (
	"fmt"
	"syscall"
	"time"
)

func main() {
	for i := 0; i < 10000; i++ {
		syscall.Kill(1, syscall.SIGCHLD)
	}
	time.Sleep(50 * time.Millisecond)
	fmt.Println("contained")
}
