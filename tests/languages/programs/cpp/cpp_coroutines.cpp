#include <coroutine>
#include <exception>
#include <iostream>
#include <utility>
template <class T>
class Generator {
 public:
  struct promise_type {
    T value;
    Generator get_return_object() { return Generator{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T v) { value = std::move(v); return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Generator(std::coroutine_handle<promise_type> h) : handle_{h} {}
  Generator(Generator&& o) noexcept : handle_{std::exchange(o.handle_, {})} {}
  ~Generator() { if (handle_) handle_.destroy(); }
  bool next() { handle_.resume(); return !handle_.done(); }
  const T& value() const { return handle_.promise().value; }
 private:
  std::coroutine_handle<promise_type> handle_;
};
Generator<long> fibonacci(int n) { for (long a = 0, b = 1; n-- > 0; b += std::exchange(a, b)) co_yield a; }
int main() { for (auto g = fibonacci(12); g.next();) std::cout << g.value() << ' '; std::cout << '\n'; }
