package main

import (
	"fmt"
	"math/big"
)

func main() {
	for _, n := range []int64{20, 50, 100} {
		text := new(big.Int).MulRange(1, n).String()
		sum := 0
		for _, digit := range text {
			sum += int(digit - '0')
		}
		fmt.Println(n, text, sum)
	}
}
