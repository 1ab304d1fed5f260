#include <any>
#include <charconv>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
struct Guard { const char* name; ~Guard() { std::cout << "~" << name << ' '; } };
void f(int n) { Guard g{"f"}; if (n == 0) throw std::out_of_range("zero"); f(n - 1); }
template <class... F> struct Overloaded : F... { using F::operator()...; };
int main() {
  try { f(2); } catch (const std::logic_error& e) { std::cout << e.what() << '\n'; }
  try { try { throw std::runtime_error("inner"); } catch (...) { std::throw_with_nested(std::invalid_argument("outer")); } }
  catch (const std::exception& e) { std::cout << e.what(); try { std::rethrow_if_nested(e); } catch (const std::exception& i) { std::cout << " <- " << i.what() << '\n'; } }
  try { std::string("abc").at(5); } catch (const std::exception& e) { std::cout << "at "; }
  try { std::any_cast<int>(std::any{2.5}); } catch (const std::bad_any_cast&) { std::cout << "any "; }
  try { (void)std::stoi("x"); } catch (const std::invalid_argument& e) { std::cout << e.what() << ' '; }
  std::variant<int, std::string> v = "text";
  std::cout << std::visit(Overloaded{[](int) { return 1; }, [](const std::string& s) { return int(s.size()); }}, v) << ' ' << std::optional<int>{}.value_or(9) << ' ';
  int n = 0;
  const char digits[] = "123x";
  auto [end, error] = std::from_chars(digits, digits + 4, n);
  std::cout << n << *end << (error == std::errc{}) << '\n';
}
