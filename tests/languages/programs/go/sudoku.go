package main

import "fmt"

var grid [9][]byte

func fits(r, c int, d byte) bool {
	for i := range 9 {
		if grid[r][i] == d || grid[i][c] == d || grid[r/3*3+i/3][c/3*3+i%3] == d {
			return false
		}
	}
	return true
}

func solve(at int) bool {
	if at == 81 {
		return true
	}
	cell := &grid[at/9][at%9]
	if *cell != '.' {
		return solve(at + 1)
	}
	for d := byte('1'); d <= '9'; d++ {
		if fits(at/9, at%9, d) {
			*cell = d
			if solve(at + 1) {
				return true
			}
			*cell = '.'
		}
	}
	return false
}

func main() {
	for i := range grid {
		fmt.Scan(&grid[i])
	}
	if solve(0) {
		fmt.Println("solved")
	} else {
		fmt.Println("impossible")
	}
	for _, row := range grid {
		fmt.Printf("%s\n", row)
	}
}
