package main

import (
	"bufio"
	"os"
)

var seed = 42

func random() float64 {
	seed = (seed*3877 + 29573) % 139968
	return float64(seed) / 139968
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	table := []struct {
		c byte
		p float64
	}{{'a', 0.3029549426680}, {'c', 0.5029330453}, {'g', 0.7004}, {'t', 1}}
	out.WriteString(">random\n")
	for range 5 {
		for range 60 {
			r := random()
			for _, e := range table {
				if r < e.p {
					out.WriteByte(e.c)
					break
				}
			}
		}
		out.WriteByte('\n')
	}
}
