// expect: compile_error or contained or time_limit or memory_limit | compile wall: 3s
package main

import "fmt"

type pair[T any] struct{ a, b T }

func grow[T any](depth int, value T) {
	if depth > 0 {
		grow(depth-1, pair[T]{value, value})
	}
}

func main() {
	grow(3, 1)
	fmt.Println("contained")
}
