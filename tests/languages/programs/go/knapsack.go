package main

import "fmt"

type item struct{ weight, value int }

func main() {
	items := []item{{9, 150}, {13, 35}, {153, 200}, {50, 160}, {15, 60}, {68, 45}, {27, 60}, {39, 40}, {23, 30}, {52, 10}, {11, 70}, {32, 30}}
	var best [201]int
	for _, it := range items {
		for c := 200; c >= it.weight; c-- {
			best[c] = max(best[c], best[c-it.weight]+it.value)
		}
	}
	fmt.Println(best[50], best[100], best[200])
}
