// expect: refused
#include <cstdio>
#ifndef HACKED
#define HACKED "contained"
#endif
int main() { std::puts(HACKED); }
//--- -DHACKED=puts("ESCAPED"),"".cpp
int unused;
