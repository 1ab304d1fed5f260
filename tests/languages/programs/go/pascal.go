package main

import "fmt"

func main() {
	row := []int{1}
	for i := range 10 {
		fmt.Printf("%*s", 2*(9-i), "")
		for _, x := range row {
			fmt.Printf("%4d", x)
		}
		fmt.Println()
		row = append(row, 0)
		for k := len(row) - 1; k > 0; k-- {
			row[k] += row[k-1]
		}
	}
}
