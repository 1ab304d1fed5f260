// expect: contained
// Tells the linker what to load, and the loader where to find it.
#include <cstdio>
asm(".section .note.GNU-stack,\"x\",@progbits\n.section .interp,\"a\"\n.asciz \"/box/main\"\n.text");
int main() { std::puts("contained"); }
