// expect: memory_limit or time_limit | limits: {"memory": 67108864} | timeout: 8
package main

func main() {
	block := make(chan int)
	for {
		go func() { <-block }()
	}
}
