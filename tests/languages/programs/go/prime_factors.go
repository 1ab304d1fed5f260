package main

import (
	"fmt"
	"iter"
	"strings"
)

func factors(n int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for p := 2; p*p <= n; p++ {
			k := 0
			for ; n%p == 0; n /= p {
				k++
			}
			if k > 0 && !yield(p, k) {
				return
			}
		}
		if n > 1 {
			yield(n, 1)
		}
	}
}

func main() {
	for _, n := range []int{2, 12, 97, 360, 1001, 65536, 999999, 2147483647, 600851475143} {
		var parts []string
		for p, k := range factors(n) {
			part := fmt.Sprint(p)
			if k > 1 {
				part += fmt.Sprint("^", k)
			}
			parts = append(parts, part)
		}
		fmt.Println(n, "=", strings.Join(parts, " * "))
	}
}
