package main

import "fmt"

func main() {
	best, most := 0, 0
	for start := 1; start < 20000; start++ {
		steps := 1
		for n := start; n != 1; steps++ {
			if n%2 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
		}
		if steps > most {
			best, most = start, steps
		}
	}
	fmt.Println(best, most)
}
