package main

import "fmt"

func queens(n, row int, columns, left, right uint) (found int) {
	if row == n {
		return 1
	}
	for free := ^(columns | left | right) & (1<<n - 1); free != 0; free &= free - 1 {
		bit := free & -free
		found += queens(n, row+1, columns|bit, (left|bit)<<1, (right|bit)>>1)
	}
	return
}

func main() {
	for n := 1; n <= 8; n++ {
		fmt.Println(n, queens(n, 0, 0, 0, 0))
	}
}
