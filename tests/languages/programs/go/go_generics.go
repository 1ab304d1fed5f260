package main

import (
	"fmt"
	"strings"
)

type Number interface{ ~int | ~int64 | ~float64 }

func Sum[T Number](all ...T) (sum T) {
	for _, x := range all {
		sum += x
	}
	return
}

func Map[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, x := range in {
		out = append(out, f(x))
	}
	return out
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type Celsius float64
type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Celsius](20, 1.5))
	fmt.Println(strings.Join(Map([]int{1, 2}, func(n int) string { return fmt.Sprint("n", n) }), ","))
	var s Stack[Pair[string, int]]
	s.Push(Pair[string, int]{"a", 1})
	top, ok := s.Pop()
	_, none := s.Pop()
	fmt.Printf("%+v %v %v %T\n", top, ok, none, top)
}
