// expect: ok
package main

import "os"

func main() {
	for i := 0; i < 256; i++ {
		os.Stdout.Write([]byte{byte(i), 0xc0, 0xff, 0xed, 0xa0, 0x80})
	}
}
