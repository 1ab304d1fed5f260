#include <cstdint>
#include <iostream>
#include <iterator>
#include <vector>
template <std::random_access_iterator It>
void quicksort(It low, It high) {
  if (high - low < 1) return;
  const auto pivot = *(low + (high - low) / 2);
  It i = low, j = high;
  while (i <= j) {
    while (*i < pivot) ++i;
    while (pivot < *j) --j;
    if (i <= j) std::iter_swap(i++, j--);
  }
  quicksort(low, j);
  quicksort(i, high);
}
int main() {
  std::uint64_t seed = 7;
  std::vector<int> a(2000);
  for (int& x : a) x = static_cast<int>((seed = (seed * 1103515245 + 12345) % (1ULL << 31)) % 100000);
  quicksort(a.begin(), a.end() - 1);
  const auto print = [&](std::size_t from) { for (std::size_t i = from; i < from + 5; ++i) std::cout << a[i] << (i < from + 4 ? " " : "\n"); };
  print(0);
  print(1995);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += i * a[i];
  std::cout << sum % 1000000007 << '\n';
}
