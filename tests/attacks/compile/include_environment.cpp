// expect: ok or compile_error
// A compiler tells what it does not understand, word by word. For now it takes a file of no size for empty.
#include "/proc/self/environ"
int main() {}
