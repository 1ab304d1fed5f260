// expect: contained | stopped by: hidden_processes
package main

import (
	"fmt"
	"os"
)

func main() {
	for _, name := range []string{"status", "stat", "comm", "statm", "limits", "sched"} {
		if text, problem := os.ReadFile("/proc/1/" + name); problem == nil {
			fmt.Println("ESCAPED:", string(text))
			return
		}
	}
	fmt.Println("contained")
}
