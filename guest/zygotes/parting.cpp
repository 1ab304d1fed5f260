#include "guest/zygotes/parting.hpp"

#include "base/syscall.hpp"
#include "guest/zygotes/thread_id.hpp"
#include "host/cage/steps.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>

namespace cordon::zygotes {
namespace {

// Of the C library: by the first the calling thread knows itself, and the other is what it holds when it dies.
int* own_id = nullptr;
void* robust_list = nullptr;
std::size_t robust_size = 0;

}  // namespace

void prepare_parting() {
  ::syscall(SYS_get_robust_list, 0, &robust_list, &robust_size);
  own_id = id_before(robust_list);
  if (own_id == nullptr) throw std::system_error{ENOSYS, std::generic_category(), "know this C library"};
}

int fork_plainly() {
  return static_cast<int>(
      ::syscall(SYS_clone, SIGCHLD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID, nullptr, nullptr, own_id, nullptr));
}

// Both are on one stack and in one memory until the parent has executed the agent. So the parent touches neither:
// it goes from one system call to the next in registers, and what it executes is in nobody's way. No signal can put a
// frame on the stack: it has no handlers that anybody could call (nobody knows it yet), and SIGKILL needs none.
void become_agent_and_go_on() {
  static char name[] = "agent";
  static char* const arguments[] = {name, nullptr};
  static char* const environment[] = {nullptr};
  static constexpr char here[] = "";
  long result = SYS_clone;
  __asm__ volatile(
      "xor %%esi, %%esi\n\t"  // the same stack
      "xor %%edx, %%edx\n\t"
      "xor %%r8d, %%r8d\n\t"
      "mov %[id], %%r10\n\t"
      "syscall\n\t"
      "test %%rax, %%rax\n\t"
      "jle 2f\n\t"  // the child, or none
      "cmp $2, %%eax\n\t"
      "jne 1f\n\t"
      "mov %[agent], %%edi\n\t"
      "mov %[path], %%rsi\n\t"
      "mov %[arguments], %%rdx\n\t"
      "mov %[environment], %%r10\n\t"
      "mov %[at], %%r8d\n\t"
      "mov %[execute], %%eax\n\t"
      "syscall\n\t"
      "1: mov $1, %%edi\n\t"
      "mov %[exit], %%eax\n\t"
      "syscall\n\t"
      "hlt\n\t"
      "2:"
      : "+a"(result)
      : "D"(static_cast<long>(CLONE_VM | SIGCHLD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)), [id] "r"(own_id),
        [path] "r"(here), [arguments] "r"(arguments), [environment] "r"(environment),
        [agent] "i"(cage::at(cage::Place::agent)), [at] "i"(AT_EMPTY_PATH), [execute] "i"(SYS_execveat),
        [exit] "i"(SYS_exit_group)
      : "rcx", "r11", "rsi", "rdx", "r8", "r10", "memory", "cc");
  if (result < 0) throw std::system_error{static_cast<int>(-result), std::generic_category(), "fork the runtime"};
  ::syscall(SYS_set_robust_list, robust_list, robust_size);  // no child inherits it
}

}  // namespace cordon::zygotes
