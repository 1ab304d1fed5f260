package main

import "fmt"

func lcs(a, b string) (out string) {
	t := make([][]int, len(a)+1)
	for i := range t {
		t[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			if a[i] == b[j] {
				t[i+1][j+1] = t[i][j] + 1
			} else {
				t[i+1][j+1] = max(t[i][j+1], t[i+1][j])
			}
		}
	}
	for i, j := len(a), len(b); i > 0 && j > 0; {
		switch {
		case a[i-1] == b[j-1]:
			i, j = i-1, j-1
			out = a[i:i+1] + out
		case t[i-1][j] >= t[i][j-1]:
			i--
		default:
			j--
		}
	}
	return
}

func main() {
	for _, p := range [][2]string{{"AGGTAB", "GXTXAYB"}, {"thisisatest", "testing123testing"}, {"", "x"}} {
		r := lcs(p[0], p[1])
		fmt.Println(len(r), r+".")
	}
}
