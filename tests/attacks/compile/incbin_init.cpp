// expect: compile_error | stopped by: hidden_processes
#include <cstdio>
asm(".section .rodata\n.incbin \"/proc/1/cmdline\"\n.text");
int main() { std::puts("ESCAPED: a file of process 1 in the program"); }
