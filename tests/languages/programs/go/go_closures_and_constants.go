package main

import "fmt"

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	_
	Thursday
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu"}[d] }

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

type Option func(*config)
type config struct {
	port int
	host string
}

func WithPort(p int) Option { return func(c *config) { c.port = p } }
func New(options ...Option) config {
	c := config{80, "localhost"}
	for _, o := range options {
		o(&c)
	}
	return c
}

func main() {
	next, reset := counter()
	next()
	fmt.Println(next(), Thursday, Monday+1, MB, 'a'+1, 7/2, -7/2, -7%3, 7.0/2, 1<<3|1, 6&^2, ^0)
	reset()
	fmt.Println(next(), New(WithPort(8080)), New())
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { return i * i })
	}
	for _, f := range funcs {
		fmt.Print(f(), " ")
	}
	if x := 5; x > 3 {
		goto end
	}
	fmt.Println("never")
end:
	switch {
	case true:
		fmt.Print("first ")
		fallthrough
	case false:
		fmt.Println("second")
	default:
		fmt.Println("never")
	}
}
