// expect: contained | timeout: 8
package main

import (
	"fmt"
	"os/exec"
	"syscall"
)

func main() {
	for i := 0; i < 5; i++ {
		child := exec.Command("/bin/sh", "-c", "trap '' TERM HUP INT; (while :; do sleep 1; done) & wait")
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		child.Start()
	}
	fmt.Println("contained")
}
