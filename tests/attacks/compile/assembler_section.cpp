// expect: compile_error or memory_limit
asm(".pushsection .comment\n.rept 100000000\n.byte 0\n.endr\n.popsection");
int main() {}
