// expect: runtime_error | exit: 1
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "OSError: [Errno 27] File too large\nNo space left on device\nError: EFBIG: file too large, write")
	os.Exit(1)
}
