package main

import "fmt"

const n = 40

type matrix [n][n]int

var seed = 1

func fill() (m matrix) {
	for i := range m {
		for j := range m[i] {
			seed = (seed*1103515245 + 12345) % (1 << 31)
			m[i][j] = seed / 65536 % 10
		}
	}
	return
}

func (a matrix) times(b matrix) (c matrix) {
	for i := range n {
		for j := range n {
			for k := range n {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return
}

func main() {
	a := fill()
	c := a.times(fill())
	trace, sum := 0, 0
	for i, row := range c {
		trace += row[i]
		for _, x := range row {
			sum += x
		}
	}
	fmt.Println(trace, sum, c[0][0], c[n-1][n-1])
}
