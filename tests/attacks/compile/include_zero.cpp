// expect: compile_error or time_limit or memory_limit | compile wall: 3s
#include "/dev/zero"
int main() {}
