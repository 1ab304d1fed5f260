package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"sort"
	"strings"
)

func main() {
	text, _ := io.ReadAll(os.Stdin)
	counts := make(map[string]int)
	for _, word := range regexp.MustCompile(`[a-z]+`).FindAllString(strings.ToLower(string(text)), -1) {
		counts[word]++
	}
	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	sort.Slice(words, func(i, j int) bool {
		if counts[words[i]] != counts[words[j]] {
			return counts[words[i]] > counts[words[j]]
		}
		return words[i] < words[j]
	})
	for _, word := range words {
		fmt.Printf("%-8s%3d\n", word, counts[word])
	}
}
