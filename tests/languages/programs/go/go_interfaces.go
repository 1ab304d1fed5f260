package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
)

type Shape interface {
	Area() float64
	fmt.Stringer
}
type base struct{ name string }

func (b base) String() string { return "a " + b.name }

type Square struct {
	base
	side float64
}

func (s Square) Area() float64 { return s.side * s.side }

type Circle struct {
	*base
	r float64
}

func (c Circle) Area() float64 { return 3 * c.r * c.r }

type byArea []Shape

func (b byArea) Len() int           { return len(b) }
func (b byArea) Less(i, j int) bool { return b[i].Area() < b[j].Area() }
func (b byArea) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type notFound struct{ what string }

func (n *notFound) Error() string { return n.what + " not found" }

type upper struct{ io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.Writer.Write([]byte(strings.ToUpper(string(p)))) }

func main() {
	shapes := []Shape{Circle{&base{"circle"}, 2}, Square{base{"square"}, 3}}
	sort.Sort(byArea(shapes))
	for _, s := range shapes {
		fmt.Println(s, s.Area())
	}
	err := fmt.Errorf("load: %w", &notFound{"key"})
	var nf *notFound
	fmt.Println(errors.As(err, &nf), nf.what, err, errors.Unwrap(err) == error(nf))
	fmt.Fprintf(upper{os.Stdout}, "%v %s\n", any(shapes[0]).(Shape).Area(), "done")
	for _, x := range []any{1, "s", nil, []int{1}, shapes[0], 2.5} {
		switch v := x.(type) {
		case int, float64:
			fmt.Printf("number %v;", v)
		case fmt.Stringer:
			fmt.Printf("stringer %s;", v)
		case nil:
			fmt.Print("nil;")
		default:
			fmt.Printf("%T;", v)
		}
	}
	fmt.Println()
}
