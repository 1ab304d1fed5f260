package main

import (
	"bufio"
	"fmt"
	"os"
)

var closing = map[rune]rune{'(': ')', '[': ']', '{': '}'}

func balanced(line string) bool {
	var stack []rune
	for _, c := range line {
		if want, ok := closing[c]; ok {
			stack = append(stack, want)
		} else if c == ')' || c == ']' || c == '}' {
			if len(stack) == 0 || stack[len(stack)-1] != c {
				return false
			}
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack) == 0
}

func main() {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		fmt.Println(in.Text(), map[bool]string{true: "balanced", false: "broken"}[balanced(in.Text())])
	}
}
