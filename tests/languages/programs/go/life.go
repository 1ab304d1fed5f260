package main

import "fmt"

const size = 8

type cell struct{ r, c int }

func near(alive map[cell]bool, at cell) (n int) {
	for dr := -1; dr <= 1; dr++ {
		for dc := -1; dc <= 1; dc++ {
			if (dr != 0 || dc != 0) && alive[cell{(at.r + dr + size) % size, (at.c + dc + size) % size}] {
				n++
			}
		}
	}
	return
}

func main() {
	alive := map[cell]bool{{0, 1}: true, {1, 2}: true, {2, 0}: true, {2, 1}: true, {2, 2}: true}
	for generation := range 5 {
		fmt.Println("generation", generation)
		next := map[cell]bool{}
		for r := range size {
			for c := range size {
				at := cell{r, c}
				if alive[at] {
					fmt.Print("#")
				} else {
					fmt.Print(".")
				}
				if n := near(alive, at); n == 3 || alive[at] && n == 2 {
					next[at] = true
				}
			}
			fmt.Println()
		}
		alive = next
	}
}
