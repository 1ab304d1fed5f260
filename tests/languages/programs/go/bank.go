package main

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

type bank map[string]int

var errMissing = errors.New("no account")

func (b bank) add(name string, amount int) error {
	if _, ok := b[name]; !ok {
		return fmt.Errorf("%w %s", errMissing, name)
	}
	b[name] += amount
	return nil
}

func (b bank) take(name string, amount int) error {
	if balance, ok := b[name]; ok && balance < amount {
		return fmt.Errorf("%s has only %d", name, balance)
	}
	return b.add(name, -amount)
}

func (b bank) run(words []string) error {
	amount, _ := strconv.Atoi(words[len(words)-1])
	switch words[0] {
	case "open":
		if _, ok := b[words[1]]; ok {
			return errors.New(words[1] + " exists")
		}
		b[words[1]] = 0
	case "deposit":
		return b.add(words[1], amount)
	case "withdraw":
		return b.take(words[1], amount)
	case "transfer":
		if err := b.take(words[1], amount); err != nil {
			return err
		}
		return b.add(words[2], amount)
	case "report":
		for _, name := range slices.Sorted(maps.Keys(b)) {
			fmt.Println(name, b[name])
		}
	}
	return nil
}

func main() {
	b := bank{}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if err := b.run(strings.Fields(in.Text())); err != nil {
			fmt.Println("error:", err)
		}
	}
}
