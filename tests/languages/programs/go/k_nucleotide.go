package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

func main() {
	var sequence string
	fmt.Scanln(&sequence)
	for _, k := range []int{1, 2, 3} {
		counts := map[string]int{}
		for i := 0; i+k <= len(sequence); i++ {
			counts[sequence[i:i+k]]++
		}
		keys := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
		for _, key := range keys[:min(6, len(keys))] {
			fmt.Println(key, counts[key])
		}
		fmt.Println()
	}
}
