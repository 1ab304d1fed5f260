package main

import (
	"fmt"
	"slices"
)

func fannkuch(n int) (checksum, most int) {
	perm1, count := make([]int, n), make([]int, n)
	for i := range perm1 {
		perm1[i] = i
	}
	for index, r := 0, n; ; index++ {
		for ; r != 1; r-- {
			count[r-1] = r
		}
		perm, flips := slices.Clone(perm1), 0
		for ; perm[0] != 0; flips++ {
			slices.Reverse(perm[:perm[0]+1])
		}
		most = max(most, flips)
		if index%2 == 0 {
			checksum += flips
		} else {
			checksum -= flips
		}
		for ; ; r++ {
			if r == n {
				return
			}
			first := perm1[0]
			copy(perm1, perm1[1:r+1])
			perm1[r] = first
			if count[r]--; count[r] > 0 {
				break
			}
		}
	}
}

func main() {
	checksum, most := fannkuch(7)
	fmt.Printf("%d\nPfannkuchen(7) = %d\n", checksum, most)
}
