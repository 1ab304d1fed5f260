// expect: process_limit or runtime_error | stopped by: process_limit | limits: {"processes": 30}
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	for i := 0; i < 100; i++ {
		go func() {
			runtime.LockOSThread()
			time.Sleep(time.Second)
			select {}
		}()
	}
	time.Sleep(300 * time.Millisecond)
	fmt.Println("ESCAPED: more threads than the limit")
}
