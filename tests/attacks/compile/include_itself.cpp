// expect: compile_error or time_limit | compile wall: 3s
#include __FILE__
#include __FILE__
int main() {}
