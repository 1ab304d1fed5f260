// expect: compile_error | compile wall: 3s
asm(".altmacro\n.macro x n\n.if \\n\nx %(\\n-1)\nx %(\\n-1)\n.endif\n.endm\nx 60");
int main() {}
