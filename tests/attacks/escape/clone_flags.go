// expect: contained | stopped by: system_call_filter
package main

import (
	"fmt"
	"os/exec"
	"syscall"
)

func main() {
	child := exec.Command("/bin/sh", "-c", "true")
	child.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER}
	if child.Run() == nil {
		fmt.Println("ESCAPED: a child in a user namespace")
		return
	}
	fmt.Println("contained")
}
