package main

import (
	"fmt"
	"strings"
)

var table = []struct {
	value   int
	letters string
}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}

func toRoman(n int) string {
	var text strings.Builder
	for _, e := range table {
		text.WriteString(strings.Repeat(e.letters, n/e.value))
		n %= e.value
	}
	return text.String()
}

func fromRoman(text string) (sum int) {
	for _, e := range table {
		for strings.HasPrefix(text, e.letters) {
			sum += e.value
			text = strings.TrimPrefix(text, e.letters)
		}
	}
	return
}

func main() {
	for _, n := range []int{1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999} {
		fmt.Println(n, toRoman(n), fromRoman(toRoman(n)))
	}
}
