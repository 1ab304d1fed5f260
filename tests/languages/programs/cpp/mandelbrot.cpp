#include <complex>
#include <iostream>
int main() {
  for (int row = 0; row < 20; ++row) {
    for (int column = 0; column < 60; ++column) {
      const double cr = column * 3.0 / 60 - 2.25, ci = row * 2.0 / 20 - 1.0;
      double zr = 0, zi = 0;
      int n = 0;
      for (; n < 50 && zr * zr + zi * zi <= 4; ++n) {
        const double t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
      }
      std::cout << (n == 50 ? '*' : '.');
    }
    std::cout << '\n';
  }
}
