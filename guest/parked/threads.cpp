#include "guest/parked/threads.hpp"

#include <dirent.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <vector>

namespace cordon::parked {
namespace {

using std::chrono::seconds;

// No runtime uses it, and one that comes late does nothing.
constexpr int knock = SIGURG;
constexpr seconds patience{60};  // the program's own time runs, and ends it before
constexpr std::size_t most_threads = 1024;

void (*what)() = nullptr;
std::array<std::atomic<pid_t>, most_threads> done;
std::atomic<std::size_t> done_count{0};

pid_t this_thread() { return static_cast<pid_t>(::syscall(SYS_gettid)); }

void answer(int) {
  const int before = errno;
  what();
  if (const std::size_t place = done_count.fetch_add(1); place < most_threads) done[place] = this_thread();
  errno = before;
}

std::vector<pid_t> threads() {
  std::vector<pid_t> found;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder{::opendir("/proc/self/task"), ::closedir};
  while (folder)
    if (const dirent* entry = ::readdir(folder.get()); entry == nullptr)
      break;
    else if (const int id = std::atoi(entry->d_name); id > 0)
      found.push_back(id);
  return found;
}

bool contains(const auto& all, pid_t id) {
  return std::ranges::any_of(all, [id](const auto& one) { return one == id; });
}

// All of them have answered, or ended before they could.
bool wait_for(std::size_t answered, const std::vector<pid_t>& asked) {
  const auto end = std::chrono::steady_clock::now() + patience;
  for (int i = 1; std::chrono::steady_clock::now() < end; ++i) {
    if (done_count >= answered + asked.size()) return true;
    constexpr timespec moment{0, 50'000};
    ::nanosleep(&moment, nullptr);
    if (i % 100 != 0) continue;
    const auto alive = threads();
    if (std::ranges::all_of(asked, [&](pid_t id) { return contains(done, id) || !contains(alive, id); })) return true;
  }
  return false;
}

}  // namespace

bool in_every_thread(void (*each)()) {
  what = each;
  struct sigaction before{}, now{};
  now.sa_handler = answer;
  now.sa_flags = SA_RESTART;
  sigfillset(&now.sa_mask);
  ::sigaction(knock, &now, &before);
  each();
  std::vector<pid_t> reached{this_thread()};
  bool all = true;
  // A thread that was started meanwhile by one that had not been reached yet is found by looking again.
  for (bool new_ones = true; all && new_ones;) {
    std::vector<pid_t> asked;
    const std::size_t answered = done_count;
    for (const pid_t id : threads()) {
      if (contains(reached, id)) continue;
      reached.push_back(id);
      if (::syscall(SYS_tgkill, ::getpid(), id, knock) == 0) asked.push_back(id);  // or it has ended
    }
    all = wait_for(answered, asked);
    new_ones = !asked.empty();
  }
  ::sigaction(knock, &before, nullptr);
  return all;
}

}  // namespace cordon::parked
