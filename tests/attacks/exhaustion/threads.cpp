// expect: process_limit or runtime_error | stopped by: process_limit | limits: {"processes": 30}
#include <cstdio>
#include <thread>
#include <vector>
int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 60; ++i) threads.emplace_back([] { std::this_thread::sleep_for(std::chrono::seconds(3)); });
  std::puts("ESCAPED: more threads than the limit");
  for (auto& thread : threads) thread.join();
}
