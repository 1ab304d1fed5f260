// expect: contained
// gcc reads a file of this name from where it is told to, not from here.
#include <cstdio>
int main() { std::puts("contained"); }
//--- specs
*cc1plus:
-DESCAPED
