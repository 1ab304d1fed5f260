// expect: compile_error | compile wall: 3s
#include <utility>
template <std::size_t... I> int sum(std::index_sequence<I...>) { return (int(I) + ...); }
int main() { return sum(std::make_index_sequence<100000000>{}); }
