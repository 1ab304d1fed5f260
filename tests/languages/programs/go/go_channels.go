package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func generate(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 2; ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func filter(in <-chan int, prime int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			if n%prime != 0 {
				out <- n
			}
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	primes := generate(ctx)
	for range 10 {
		p := <-primes
		fmt.Print(p, " ")
		primes = filter(primes, p)
	}
	fmt.Println()
	cancel()
	var total atomic.Int64
	var mutex sync.RWMutex
	var once sync.Once
	var wait sync.WaitGroup
	seen := map[int]bool{}
	for i := range 200 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			once.Do(func() { total.Add(1000) })
			total.Add(int64(i))
			mutex.Lock()
			seen[i%10] = true
			mutex.Unlock()
		}()
	}
	wait.Wait()
	timeout := time.After(5 * time.Millisecond)
	select {
	case <-make(chan int):
	case <-timeout:
		fmt.Println("timeout", total.Load(), len(seen))
	}
	done, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-done.Done()
	fmt.Println(done.Err())
}
