// expect: compile_error or time_limit or memory_limit | compile wall: 3s
asm(".rept 2000000000\n.quad 1\n.endr");
int main() {}
