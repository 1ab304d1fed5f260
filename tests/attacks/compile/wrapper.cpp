// expect: refused
#include <cstdio>
int main() { std::puts("contained"); }
//--- -wrapper.cpp
int unused;
