// expect: contained
package main

//go:generate sh -c "echo x > /box/attacked"

import (
	"fmt"
	"os"
)

func main() {
	if _, problem := os.Stat("/box/attacked"); problem == nil {
		fmt.Println("ESCAPED: go generate ran")
		return
	}
	fmt.Println("contained")
}
