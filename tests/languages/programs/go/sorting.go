package main

import (
	"cmp"
	"fmt"
)

func quicksort[T cmp.Ordered](a []T) {
	if len(a) < 2 {
		return
	}
	pivot, i, j := a[(len(a)-1)/2], 0, len(a)-1
	for i <= j {
		for a[i] < pivot {
			i++
		}
		for a[j] > pivot {
			j--
		}
		if i <= j {
			a[i], a[j] = a[j], a[i]
			i++
			j--
		}
	}
	quicksort(a[:j+1])
	quicksort(a[i:])
}

func main() {
	seed := 7
	a := make([]int, 2000)
	for i := range a {
		seed = (seed*1103515245 + 12345) % (1 << 31)
		a[i] = seed % 100000
	}
	quicksort(a)
	fmt.Println(a[0], a[1], a[2], a[3], a[4])
	fmt.Println(a[1995], a[1996], a[1997], a[1998], a[1999])
	sum := 0
	for i, x := range a {
		sum += i * x
	}
	fmt.Println(sum % 1000000007)
}
