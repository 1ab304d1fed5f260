package main

import "fmt"

func distance(a, b string) int {
	previous := make([]int, len(b)+1)
	for i := range previous {
		previous[i] = i
	}
	for i := range a {
		current := []int{i + 1}
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			current = append(current, min(current[j]+1, previous[j+1]+1, previous[j]+change))
		}
		previous = current
	}
	return previous[len(b)]
}

func main() {
	for {
		var a, b string
		if _, err := fmt.Scan(&a, &b); err != nil {
			break
		}
		fmt.Println(a, b, distance(a, b))
	}
}
