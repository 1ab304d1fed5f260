// expect: contained
package main

import (
	"fmt"
	"os"
)

func main() {
	for _, folder := range []string{"/sys", "/sys/class/dmi/id", "/sys/fs/cgroup", "/sys/kernel/debug", "/boot", "/root", "/home", "/mnt", "/media", "/host", "/work"} {
		if entries, problem := os.ReadDir(folder); problem == nil && len(entries) > 0 {
			fmt.Println("ESCAPED:", folder, entries)
			return
		}
	}
	fmt.Println("contained")
}
