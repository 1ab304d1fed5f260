package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"unsafe"
)

type T struct {
	A int `tag:"first"`
	B string
	c bool
}

func (T) Hello(name string) string { return "hello " + name }

func main() {
	t := reflect.TypeOf(T{})
	for i := range t.NumField() {
		fmt.Print(t.Field(i).Name, ":", t.Field(i).Type, ":", t.Field(i).Tag.Get("tag"), " ")
	}
	fmt.Println(reflect.ValueOf(T{}).MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("you")})[0])
	x := T{1, "b", true}
	reflect.ValueOf(&x).Elem().Field(0).SetInt(7)
	fmt.Println(x, reflect.DeepEqual([]int{1}, []int{1}), unsafe.Sizeof(x), strings.HasPrefix(runtime.Version(), "go1."), runtime.GOOS, runtime.NumGoroutine())
}
