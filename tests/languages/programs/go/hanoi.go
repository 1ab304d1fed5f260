package main

import "fmt"

func main() {
	moves := 0
	var hanoi func(n int, source, target, spare rune)
	hanoi = func(n int, source, target, spare rune) {
		if n == 0 {
			return
		}
		hanoi(n-1, source, spare, target)
		moves++
		fmt.Printf("%d: %c -> %c\n", n, source, target)
		hanoi(n-1, spare, target, source)
	}
	hanoi(4, 'A', 'C', 'B')
	fmt.Println(moves)
}
