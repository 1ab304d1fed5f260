// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
package main

import "fmt"

func main() {
	kept := make([]byte, 128<<20)
	for i := range kept {
		kept[i] = 1
	}
	fmt.Println("ESCAPED: twice the limit", kept[len(kept)-1])
}
