// expect: output_limit
package main

import "os"

func main() {
	both := make([]byte, 32768)
	for i := 0; ; i++ {
		if i%2 == 0 {
			os.Stdout.Write(both)
		} else {
			os.Stderr.Write(both)
		}
	}
}
