#include <bitset>
#include <iostream>
#include <vector>
int main() {
  static std::bitset<100000> composite;
  std::vector<int> primes;
  for (long i = 2; i < 100000; ++i) {
    if (composite[i]) continue;
    primes.push_back(static_cast<int>(i));
    for (long j = i * i; j < 100000; j += i) composite.set(j);
  }
  std::cout << primes.size() << '\n';
  for (auto p = primes.end() - 5; p != primes.end(); ++p) std::cout << *p << " \n"[p + 1 == primes.end()];
}
