// expect: compile_error or contained
#pragma GCC poison printf
#pragma GCC dependency "/etc/shadow"
#pragma comment(lib, "/proc/1/exe")
#include <cstdio>
int main() { std::puts("contained"); }
