package main

import (
	"fmt"
	"sync"
)

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) check() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.check() + t.right.check()
}

func main() {
	const deepest = 10
	fmt.Printf("stretch tree of depth %d check: %d\n", deepest+1, build(deepest+1).check())
	longLived := build(deepest)
	lines := make([]string, deepest+1)
	var wait sync.WaitGroup
	for depth := 4; depth <= deepest; depth += 2 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			times, total := 1<<(deepest-depth+4), 0
			for range times {
				total += build(depth).check()
			}
			lines[depth] = fmt.Sprintf("%d trees of depth %d check: %d\n", times, depth, total)
		}()
	}
	wait.Wait()
	for _, line := range lines {
		fmt.Print(line)
	}
	fmt.Printf("long lived tree of depth %d check: %d\n", deepest, longLived.check())
}
