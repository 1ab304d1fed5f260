// expect: compile_error
#include "/proc/self/mem"
#error nothing comes out of it
int main() {}
