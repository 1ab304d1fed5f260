#include <atomic>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <queue>
#include <semaphore>
#include <thread>
#include <vector>
int main() {
  std::mutex mutex;
  std::condition_variable_any ready;
  std::queue<int> queue;
  long product = 1;
  {
    std::jthread consumer{[&](std::stop_token stop) {
      for (;;) {
        std::unique_lock lock{mutex};
        if (!ready.wait(lock, stop, [&] { return !queue.empty(); })) return;
        product *= queue.front();
        queue.pop();
      }
    }};
    for (int i = 1; i <= 10; ++i) { std::scoped_lock lock{mutex}; queue.push(i); ready.notify_one(); }
    for (;; std::this_thread::yield()) { std::scoped_lock lock{mutex}; if (queue.empty()) break; }
  }
  std::vector<std::future<int>> futures;
  for (int i = 0; i < 4; ++i) futures.push_back(std::async(std::launch::async, [i] { return i * i; }));
  int sum = 0;
  for (auto& f : futures) sum += f.get();
  std::atomic<int> count{0};
  std::counting_semaphore<2> slots{2};
  { std::vector<std::jthread> all; for (int i = 0; i < 16; ++i) all.emplace_back([&] { slots.acquire(); ++count; slots.release(); }); }
  thread_local int local = 7;
  std::cout << product << ' ' << sum << ' ' << count << ' ' << local << '\n';
}
