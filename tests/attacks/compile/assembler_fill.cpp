// expect: compile_error
asm(".data\n.fill 4000000000,8,0");
int main() {}
