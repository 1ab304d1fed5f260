// expect: contained | stopped by: system_call_filter
// Go without cgo still takes assembly.
package main

import "fmt"

func ring() int64

func main() {
	if ring() >= 0 {
		fmt.Println("ESCAPED: an io_uring")
		return
	}
	fmt.Println("contained")
}
//--- go.mod
module attack

go 1.24
//--- ring_amd64.s
#include "textflag.h"

TEXT ·ring(SB), NOSPLIT, $128-8
	MOVQ $0, DI
	LEAQ 0(SP), SI
	MOVQ SI, BX
	MOVQ $15, CX
zero:
	MOVQ $0, (BX)
	ADDQ $8, BX
	DECQ CX
	JNZ zero
	MOVQ $8, DI
	MOVQ $425, AX
	SYSCALL
	MOVQ AX, ret+0(FP)
	RET
