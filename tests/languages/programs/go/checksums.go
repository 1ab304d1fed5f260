package main

import (
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"
)

func main() {
	text := []byte("The quick brown fox jumps over the lazy dog")
	h := fnv.New32a()
	h.Write(text)
	fmt.Printf("%08x %08x %08x\n", crc32.ChecksumIEEE(text), adler32.Checksum(text), h.Sum32())
}
