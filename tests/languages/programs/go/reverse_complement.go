package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
)

var complement = strings.NewReplacer("A", "T", "C", "G", "G", "C", "T", "A", "N", "N", "R", "Y", "Y", "R", "K", "M", "M", "K")

func flush(header string, text *strings.Builder) {
	if header == "" {
		return
	}
	fmt.Println(header)
	letters := []byte(complement.Replace(text.String()))
	slices.Reverse(letters)
	for chunk := range slices.Chunk(letters, 30) {
		fmt.Println(string(chunk))
	}
	text.Reset()
}

func main() {
	var header string
	var text strings.Builder
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if line := in.Text(); strings.HasPrefix(line, ">") {
			flush(header, &text)
			header = line
		} else {
			text.WriteString(line)
		}
	}
	flush(header, &text)
}
