#include <iostream>
int main() {
  for (long number : {2L, 12L, 97L, 360L, 1001L, 65536L, 999999L, 2147483647L, 600851475143L}) {
    std::cout << number;
    const char* separator = " = ";
    const auto say = [&](long p, int k) {
      std::cout << separator << p;
      if (k > 1) std::cout << '^' << k;
      separator = " * ";
    };
    long n = number;
    for (long p = 2; p * p <= n; ++p) {
      int k = 0;
      for (; n % p == 0; n /= p) ++k;
      if (k) say(p, k);
    }
    if (n > 1) say(n, 1);
    std::cout << '\n';
  }
}
