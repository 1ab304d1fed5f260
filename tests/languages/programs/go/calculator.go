package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type parser struct {
	text string
	at   int
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) expression() int {
	value := p.term()
	for p.peek() == '+' || p.peek() == '-' {
		p.at++
		if p.text[p.at-1] == '+' {
			value += p.term()
		} else {
			value -= p.term()
		}
	}
	return value
}

func (p *parser) term() int {
	value := p.factor()
	for p.peek() == '*' || p.peek() == '/' {
		p.at++
		if p.text[p.at-1] == '*' {
			value *= p.factor()
		} else {
			value /= p.factor()
		}
	}
	return value
}

func (p *parser) factor() int {
	switch p.peek() {
	case '-':
		p.at++
		return -p.factor()
	case '(':
		p.at++
		defer func() { p.at++ }()
		return p.expression()
	}
	start := p.at
	for p.peek() >= '0' && p.peek() <= '9' {
		p.at++
	}
	n, _ := strconv.Atoi(p.text[start:p.at])
	return n
}

func main() {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		p := parser{text: strings.ReplaceAll(in.Text(), " ", "")}
		fmt.Println(in.Text(), "=", p.expression())
	}
}
