// expect: contained | stopped by: network_namespace | beside: hold | runs: look
package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	if os.Args[1] == "hold" {
		if _, problem := net.Listen("tcp", "127.0.0.1:48731"); problem == nil {
			time.Sleep(3 * time.Second)
		}
	} else if _, problem := net.Dial("tcp", "127.0.0.1:48731"); problem == nil {
		fmt.Println("ESCAPED: a port of another run")
		return
	}
	fmt.Println("contained")
}
