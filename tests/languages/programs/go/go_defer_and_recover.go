package main

import (
	"errors"
	"fmt"
	"os"
)

func safe(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	f()
	return nil
}

func named() (n int) {
	defer func() { n *= 2 }()
	return 21
}

func main() {
	for i := range 3 {
		defer fmt.Println("deferred", i)
	}
	fmt.Println(named())
	fmt.Println(safe(func() { panic("boom") }))
	fmt.Println(safe(func() { var m map[string]int; m["x"] = 1 }))
	fmt.Println(safe(func() { a := []int{1}; i := 3; _ = a[i] }))
	fmt.Println(safe(func() { var p *struct{ x int }; p.x = 1 }))
	fmt.Println(safe(func() { n := 0; fmt.Println(1 / n) }))
	fmt.Println(safe(func() { var x any = "s"; _ = x.(int) }))
	_, err := os.Open("/nope")
	fmt.Println(err, errors.Is(err, os.ErrNotExist), errors.Join(errors.New("a"), errors.New("b")))
}
