package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

type step struct{ r, c, steps int }

func main() {
	var grid []string
	var queue []step
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if c := strings.Index(in.Text(), "S"); c >= 0 {
			queue = append(queue, step{len(grid), c, 0})
		}
		grid = append(grid, in.Text())
	}
	seen := map[[2]int]bool{{queue[0].r, queue[0].c}: true}
	answer := "no way"
search:
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		switch grid[s.r][s.c] {
		case 'E':
			answer = fmt.Sprint("steps ", s.steps)
			break search
		}
		for _, d := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			r, c := s.r+d[0], s.c+d[1]
			if grid[r][c] != '#' && !seen[[2]int{r, c}] {
				seen[[2]int{r, c}] = true
				queue = append(queue, step{r, c, s.steps + 1})
			}
		}
	}
	fmt.Println(answer)
	fmt.Println("seen", len(seen))
}
