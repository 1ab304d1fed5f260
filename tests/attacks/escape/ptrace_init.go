// expect: contained | stopped by: landlock + system_call_filter + undumpable_agent
package main

import (
	"fmt"
	"runtime"
	"syscall"
)

func main() {
	runtime.LockOSThread()
	if _, _, problem := syscall.RawSyscall6(syscall.SYS_PTRACE, 0x4206, 1, 0, 0, 0, 0); problem == 0 {
		fmt.Println("ESCAPED: process 1 is traced")
		return
	}
	fmt.Println("contained")
}
