#include "guest/agent/start.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

namespace cordon::agent {
namespace {

void limit(int resource, rlim_t soft, rlim_t hard) {
  rlimit value{};
  ::getrlimit(static_cast<__rlimit_resource>(resource), &value);
  value.rlim_max = std::min(value.rlim_max, hard);
  value.rlim_cur = std::min(value.rlim_max, soft);
  ::setrlimit(static_cast<__rlimit_resource>(resource), &value);
}

}  // namespace

void limit_resources(const protocol::Run& run) {
  if (run.file_size != 0) limit(RLIMIT_FSIZE, run.file_size, run.file_size);
  if (run.open_files != 0) limit(RLIMIT_NOFILE, run.open_files, run.open_files);
  if (run.cpu_seconds != 0) limit(RLIMIT_CPU, run.cpu_seconds, run.cpu_seconds + 1);
  if (run.processes != 0) limit(RLIMIT_NPROC, run.processes, run.processes);
}

void keep_to(const std::vector<std::uint16_t>& processors) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const std::uint16_t processor : processors)
    if (processor < CPU_SETSIZE) CPU_SET(processor, &set);
  if (!processors.empty()) ::sched_setaffinity(0, sizeof set, &set);
}

void default_signals() {
  struct sigaction standard{};
  standard.sa_handler = SIG_DFL;
  ::sigaction(SIGPIPE, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

int stay_there() {
  const sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_sched_setaffinity, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{.len = std::size(filter), .filter = const_cast<sock_filter*>(filter)};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int execute_only(const char* path) {
  const auto place = reinterpret_cast<std::uint64_t>(path);
  constexpr std::uint32_t first_low = offsetof(seccomp_data, args), first_high = first_low + 4;
  const sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 6, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 0, 4),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, first_low),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(place), 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, first_high),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(place >> 32), 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
  };
  const sock_fprog program{.len = std::size(filter), .filter = const_cast<sock_filter*>(filter)};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

void execute(const protocol::Run& run) {
  std::vector<char*> argv, environment;
  for (const std::string& word : run.argv) argv.push_back(const_cast<char*>(word.c_str()));
  for (const std::string& word : run.environment) environment.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  environment.push_back(nullptr);
  default_signals();
  if (!run.start_nothing || execute_only(argv[0]) == 0) ::execve(argv[0], argv.data(), environment.data());
  ::_exit(127);
}

}  // namespace cordon::agent
