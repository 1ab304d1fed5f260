// expect: contained | stopped by: uts_namespace
package main

import (
	"fmt"
	"os"
)

func main() {
	if name, _ := os.Hostname(); name != "sandbox" {
		fmt.Println("ESCAPED:", name)
		return
	}
	fmt.Println("contained")
}
