// expect: ok | compare: differ | runs: a b c
#include <cstdio>
#include <cstdlib>
int main() { std::printf("%p %p %p\n", std::malloc(16), reinterpret_cast<void*>(&std::puts), static_cast<void*>(stdout)); }
