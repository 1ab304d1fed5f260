// expect: ok | compare: differ | runs: a b c
package main

import (
	"fmt"
	"math/rand"
)

func main() { fmt.Println(rand.Int63()) }
