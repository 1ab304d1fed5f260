package main

import "fmt"

func main() {
	const n, far = 5, 1000000
	var d [n][n]int
	for i := range d {
		for j := range d {
			if i != j {
				d[i][j] = far
			}
		}
	}
	for _, e := range [][3]int{{0, 1, 3}, {0, 2, 8}, {0, 4, -4}, {1, 3, 1}, {1, 4, 7}, {2, 1, 4}, {3, 0, 2}, {3, 2, -5}, {4, 3, 6}} {
		d[e[0]][e[1]] = e[2]
	}
	for k := range n {
		for i := range n {
			for j := range n {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	for _, row := range d {
		for j, x := range row {
			if j > 0 {
				fmt.Print(" ")
			}
			fmt.Printf("%3d", x)
		}
		fmt.Println()
	}
}
