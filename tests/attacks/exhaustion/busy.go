// expect: cpu_time_limit | limits: {"cpu_time": 0.5}
package main

func main() {
	for {
	}
}
