// expect: compile_error or time_limit | compile wall: 3s
// A few lines that are told in very many words.
template <class... T> struct L {};
template <class T, int N> struct G { using type = typename G<L<T, T, T>, N - 1>::type; };
template <class T> struct G<T, 0> { using type = typename T::nothing; };
G<int, 12>::type x;
int main() {}
