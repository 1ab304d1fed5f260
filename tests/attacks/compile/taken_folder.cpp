// expect: compile_error
#include <cstdio>
int main() { std::puts("contained"); }
//--- main/x.txt
in the place of the program
