#include <concepts>
#include <iostream>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>
template <class T> concept Shape = requires(const T& t) { { t.area() } -> std::convertible_to<double>; };
struct Square { double side; double area() const { return side * side; } };
struct Line {};
template <Shape... S> double total(const S&... shapes) { return (shapes.area() + ... + 0.0); }
template <class T> std::string kind() {
  if constexpr (Shape<T>) return "shape"; else if constexpr (std::integral<T>) return "integer"; else return "other";
}
template <std::size_t N> struct Fibonacci { static constexpr long value = Fibonacci<N - 1>::value + Fibonacci<N - 2>::value; };
template <> struct Fibonacci<0> { static constexpr long value = 0; };
template <> struct Fibonacci<1> { static constexpr long value = 1; };
template <class... T> void print(const std::tuple<T...>& t) { std::apply([](const auto&... x) { ((std::cout << x << ';'), ...); }, t); std::cout << '\n'; }
template <auto Value> struct Constant { static constexpr auto value = Value; };
int main() {
  std::cout << total(Square{2}, Square{3}) << ' ' << kind<Square>() << ' ' << kind<int>() << ' ' << kind<Line>() << ' ' << Fibonacci<50>::value << '\n';
  print(std::tuple{1, "two", 3.5, Constant<'x'>::value});
  auto add = []<class T>(T a, std::type_identity_t<T> b) { return a + b; };
  std::cout << add(std::string{"a"}, "b") << std::is_same_v<decltype(add(1, 2)), int> << '\n';
}
