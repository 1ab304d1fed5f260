#include <cassert>
#include <cmath>
#include <iostream>
#include <vector>
using namespace std;
bool has_close_elements(vector<float> numbers, float threshold) {
  for (size_t i = 0; i < numbers.size(); i++)
    for (size_t j = i + 1; j < numbers.size(); j++)
      if (abs(numbers[i] - numbers[j]) < threshold) return true;
  return false;
}
#undef NDEBUG
int main() {
  vector<float> a = {1.0, 2.0, 3.9, 4.0, 5.0, 2.2};
  assert(has_close_elements(a, 0.3) == true);
  assert(has_close_elements(a, 0.05) == false);
  assert(has_close_elements({1.0, 2.0, 5.9, 4.0, 5.0}, 0.95) == true);
  cout << "passed\n";
}
