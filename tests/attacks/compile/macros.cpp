// expect: compile_error or time_limit or memory_limit | compile wall: 3s
#define A(x) x x x x x x x x
#define B(x) A(A(A(x)))
#define C(x) B(B(B(x)))
#define D(x) C(C(x))
const char* all = D("x");
int main() {}
