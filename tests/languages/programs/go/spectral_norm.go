package main

import (
	"fmt"
	"math"
)

func a(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func times(v []float64, transposed bool) []float64 {
	r := make([]float64, len(v))
	for i := range r {
		for j := range v {
			if transposed {
				r[i] += a(j, i) * v[j]
			} else {
				r[i] += a(i, j) * v[j]
			}
		}
	}
	return r
}

func dot(x, y []float64) (sum float64) {
	for i := range x {
		sum += x[i] * y[i]
	}
	return
}

func main() {
	u := make([]float64, 50)
	for i := range u {
		u[i] = 1
	}
	var v []float64
	for range 10 {
		v = times(times(u, false), true)
		u = times(times(v, false), true)
	}
	fmt.Printf("%.9f\n", math.Sqrt(dot(u, v)/dot(v, v)))
}
