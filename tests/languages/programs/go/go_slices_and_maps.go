package main

import (
	"fmt"
	"maps"
	"slices"
)

func main() {
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	b = append(b, 99)
	fmt.Println(a, b, len(b), cap(b), a[1:2:3])
	c := append(a[:1:1], 7)
	fmt.Println(a, c, slices.Contains(a, 99), slices.Index(a, 99), slices.Max(a))
	m := map[string][]int{"x": {1}}
	m["x"] = append(m["x"], 2)
	v, ok := m["y"]
	delete(m, "zz")
	fmt.Println(m, v == nil, ok, len(m), slices.Collect(maps.Keys(m)))
	var grid [2][3]int
	grid[1][2] = 5
	other := grid
	other[0][0] = 1
	fmt.Println(grid, other, grid == other)
	s := "añ😀"
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println(len(s), []rune(s)[2], []byte(s)[1])
	clear(m)
	type point struct{ x, y int }
	set := map[point]struct{}{{1, 2}: {}}
	_, has := set[point{1, 2}]
	slices.SortFunc(a, func(x, y int) int { return y - x })
	fmt.Println(len(m), has, a, slices.Equal(a, a))
}
