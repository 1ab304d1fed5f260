// expect: compile_error or time_limit | compile wall: 3s
constexpr unsigned f(unsigned n) { return n < 2 ? n : f(n - 1) + f(n - 2); }
constexpr unsigned forever() { unsigned x = 0; for (;;) ++x; return x; }
static_assert(forever() == 0);
static_assert(f(60) == 0);
int main() {}
