package main

import "fmt"

func main() {
	const n = 100000
	var composite [n]bool
	var primes []int
	for i := 2; i < n; i++ {
		if composite[i] {
			continue
		}
		primes = append(primes, i)
		for j := i * i; j < n; j += i {
			composite[j] = true
		}
	}
	fmt.Println(len(primes))
	for i, p := range primes[len(primes)-5:] {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print(p)
	}
	fmt.Println()
}
