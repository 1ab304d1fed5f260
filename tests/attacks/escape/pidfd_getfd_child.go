// expect: contained | stopped by: system_call_filter
package main

import (
	"fmt"
	"os/exec"
	"syscall"
)

func main() {
	child := exec.Command("/bin/sh", "-c", "read x")
	child.StdinPipe()
	if child.Start() != nil {
		return
	}
	defer child.Process.Kill()
	process, _, _ := syscall.Syscall(434, uintptr(child.Process.Pid), 0, 0)
	if _, _, problem := syscall.Syscall(438, process, 0, 0); problem == 0 {
		fmt.Println("ESCAPED: a descriptor of another process")
		return
	}
	fmt.Println("contained")
}
