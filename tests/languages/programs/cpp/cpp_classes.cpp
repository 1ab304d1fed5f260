#include <compare>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>
struct Noisy {
  std::string name;
  explicit Noisy(std::string n) : name{std::move(n)} { std::cout << "+" << name << ' '; }
  Noisy(const Noisy& o) : name{o.name + "'"} { std::cout << "copy " << name << ' '; }
  Noisy(Noisy&& o) noexcept : name{std::exchange(o.name, "empty")} { std::cout << "move " << name << ' '; }
  virtual ~Noisy() { std::cout << "-" << name << ' '; }
  virtual std::string what() const { return "noisy"; }
};
struct Loud final : Noisy { using Noisy::Noisy; std::string what() const override { return "loud " + Noisy::what(); } };
struct Version { int major, minor; auto operator<=>(const Version&) const = default; };
struct A { virtual int f() { return 1; } }; struct B : virtual A { int f() override { return A::f() + 1; } }; struct C : virtual A {}; struct D : B, C {};
int main() {
  { Noisy a{"a"}; Noisy b = a; Noisy c = std::move(a); std::vector<Noisy> v; v.reserve(2); v.emplace_back("v"); v.push_back(c); }
  std::cout << '\n';
  std::unique_ptr<Noisy> p = std::make_unique<Loud>("p");
  auto shared = std::make_shared<int>(5);
  std::weak_ptr<int> weak = shared;
  std::cout << p->what() << ' ' << (dynamic_cast<Loud*>(p.get()) != nullptr) << ' ' << shared.use_count() << weak.expired() << ' ' << (Version{1, 2} < Version{1, 10}) << ' ' << D{}.f() << '\n';
}
