// expect: runtime_error | signal: SIGKILL
package main

import (
	"os/exec"
	"time"
)

func main() {
	exec.Command("/bin/sh", "-c", "kill -9 $PPID").Start()
	time.Sleep(5 * time.Second)
}
