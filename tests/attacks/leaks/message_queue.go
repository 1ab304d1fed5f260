// expect: contained | stopped by: ipc_namespace | runs: plant look
package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	if os.Args[1] == "plant" {
		syscall.Syscall(syscall.SYS_MSGGET, 0x0c0d10, 0o1666, 0)
	} else if queue, _, problem := syscall.Syscall(syscall.SYS_MSGGET, 0x0c0d10, 0, 0); problem == 0 {
		syscall.Syscall(syscall.SYS_MSGCTL, queue, 0, 0)
		fmt.Println("ESCAPED: a queue of another run")
		return
	}
	fmt.Println("contained")
}
