// expect: contained | stopped by: network_namespace
package main

import (
	"fmt"
	"net"
)

func main() {
	interfaces, _ := net.Interfaces()
	for _, one := range interfaces {
		if one.Name != "lo" {
			fmt.Println("ESCAPED:", one.Name, one.HardwareAddr)
			return
		}
	}
	fmt.Println("contained")
}
