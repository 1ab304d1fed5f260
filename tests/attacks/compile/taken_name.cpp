// expect: refused
#include <cstdio>
int main() { std::puts("ESCAPED: beside a file of the compiler's name"); }
//--- main
#!/bin/sh
echo ESCAPED: the submitted file ran
