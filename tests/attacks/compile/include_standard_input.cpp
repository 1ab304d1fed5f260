// expect: ok or compile_error | compile wall: 3s
#include "/dev/stdin"
int main() {}
