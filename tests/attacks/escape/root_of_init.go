// expect: contained | stopped by: landlock + undumpable_agent
package main

import (
	"fmt"
	"os"
)

func main() {
	for _, name := range []string{"root", "cwd", "exe", "fd/3", "ns/mnt", "ns/net"} {
		if target, problem := os.Readlink("/proc/1/" + name); problem == nil {
			fmt.Println("ESCAPED:", name, "is", target)
			return
		}
	}
	fmt.Println("contained")
}
