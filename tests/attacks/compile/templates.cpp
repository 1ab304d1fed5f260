// expect: compile_error or time_limit or memory_limit | compile wall: 3s
template <int N, int M>
struct Bomb : Bomb<N - 1, 2 * M>, Bomb<N - 1, 2 * M + 1> {};
template <int M>
struct Bomb<0, M> { int member; };
int main() { return sizeof(Bomb<26, 0>); }
