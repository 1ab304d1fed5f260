package main

import "fmt"

func main() {
	for row := range 20 {
		line := make([]byte, 60)
		for column := range line {
			c := complex(float64(column)*3/60-2.25, float64(row)*2/20-1)
			z, n := 0i, 0
			for ; n < 50 && real(z)*real(z)+imag(z)*imag(z) <= 4; n++ {
				z = complex(real(z)*real(z)-imag(z)*imag(z)+real(c), 2*real(z)*imag(z)+imag(c))
			}
			line[column] = '.'
			if n == 50 {
				line[column] = '*'
			}
		}
		fmt.Println(string(line))
	}
}
