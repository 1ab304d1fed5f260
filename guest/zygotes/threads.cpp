#include "guest/zygotes/threads.hpp"

#include "base/syscall.hpp"
#include "guest/zygotes/thread_id.hpp"

#include <dirent.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

namespace cordon::zygotes {
namespace {

using base::check;

constexpr int park_signal = 64;  // that nobody uses or blocks
constexpr std::size_t most_threads = 32;
constexpr int most_attempts = 2000;  // of a millisecond

struct Thread {
  const ucontext_t* context = nullptr;  // where it was: in the frame of the signal, on its own stack
  char* block = nullptr;                // of the C library: what its thread pointer points to
  int* id = nullptr;                    // in there: by this it knows itself, and others wait for its end
  void* robust_list = nullptr;
  std::size_t robust_size = 0;
  std::array<char, 16> name{};
};

std::array<Thread, most_threads> parked;
std::atomic<std::size_t> count{0};

char* own_block() {
  char* block = nullptr;
  __asm__("mov %%fs:0, %0" : "=r"(block));
  return block;
}

bool rests(const ucontext_t& context) {
  constexpr unsigned char instruction[] = {0x0f, 0x05};
  const auto* next = reinterpret_cast<const unsigned char*>(context.uc_mcontext.gregs[REG_RIP]);
  const auto result = context.uc_mcontext.gregs[REG_RAX];
  return (std::memcmp(next, instruction, 2) == 0 && result == SYS_futex) ||
         (std::memcmp(next - 2, instruction, 2) == 0 && result == -EINTR);
}

void park(int, siginfo_t*, void* context) {
  const auto* interrupted = static_cast<const ucontext_t*>(context);
  if (!rests(*interrupted)) return;  // asked again later
  Thread thread{.context = interrupted, .block = own_block()};
  ::syscall(SYS_get_robust_list, 0, &thread.robust_list, &thread.robust_size);
  thread.id = id_before(thread.robust_list);
  const std::size_t place = count.fetch_add(1);
  if (thread.id == nullptr || place >= most_threads) ::_exit(125);
  ::prctl(PR_GET_NAME, thread.name.data());
  parked[place] = thread;
  ::syscall(SYS_set_tid_address, nullptr);  // its end is nobody's business
  ::syscall(SYS_exit, 0);
}

std::vector<int> other_threads() {
  std::vector<int> result;
  const std::unique_ptr<DIR, int (*)(DIR*)> threads{::opendir("/proc/self/task"), ::closedir};
  if (!threads) throw std::system_error{errno, std::generic_category(), "list the threads"};
  while (const dirent* entry = ::readdir(threads.get()))
    if (const int id = std::atoi(entry->d_name); id > 0 && id != ::getpid()) result.push_back(id);
  return result;
}

// On the parked thread's own stack, below everything that is in use there.
int go_on(void* argument) {
  const auto& thread = *static_cast<const Thread*>(argument);
  ::syscall(SYS_set_robust_list, thread.robust_list, thread.robust_size);
  ::prctl(PR_SET_NAME, thread.name.data());
  // Return from the signal.
  __asm__ volatile("mov %0, %%rsp\n\tmov %1, %%eax\n\tsyscall" ::"r"(thread.context), "i"(SYS_rt_sigreturn) : "memory");
  __builtin_unreachable();
}

}  // namespace

void park_threads() {
  struct sigaction ours{}, before{};
  ours.sa_sigaction = park;
  ours.sa_flags = SA_SIGINFO | SA_RESTART;
  sigfillset(&ours.sa_mask);
  check(::sigaction(park_signal, &ours, &before), "prepare to park threads");
  std::vector<int> others = other_threads();
  for (int attempt = 0; !others.empty(); ++attempt, others = other_threads()) {
    if (attempt == most_attempts) throw std::system_error{EBUSY, std::generic_category(), "park a thread"};
    for (const int id : others) ::syscall(SYS_tgkill, ::getpid(), id, park_signal);
    ::usleep(1000);
  }
  ::sigaction(park_signal, &before, nullptr);
}

void revive_threads() {
  constexpr int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                        CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
  for (std::size_t i = 0; i < count; ++i) {
    Thread& thread = parked[i];
    // The frame begins one word below the context. The red zone is under it, if anything.
    auto* const stack = reinterpret_cast<char*>(reinterpret_cast<std::uintptr_t>(thread.context) - 1024);
    check(::clone(go_on, stack, flags, &thread, thread.id, thread.block, thread.id), "revive a thread");
  }
}

}  // namespace cordon::zygotes
