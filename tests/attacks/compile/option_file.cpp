// expect: refused
// A file's name becomes an argument: this one would name more arguments.
#include <cstdio>
#ifndef HACKED
#define HACKED "contained"
#endif
int main() { std::puts(HACKED); }
//--- @options.cpp
-DHACKED="\"ESCAPED: options in a file\""
