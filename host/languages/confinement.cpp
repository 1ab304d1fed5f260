#include "host/languages/confinement.hpp"

#include "base/scope_exit.hpp"
#include "base/syscall.hpp"

#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

namespace cordon::languages {
namespace {

using base::check;

// AddressSanitizer reserves terabytes of address space.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool limits_address_space = false;
#else
constexpr bool limits_address_space = true;
#endif

void limit(__rlimit_resource resource, rlim_t value, const char* step) {
  const rlimit both{value, value};
  check(::setrlimit(resource, &both), step);
}

// libseccomp answers a negative errno instead of setting it.
void check_seccomp(int result, const char* step) {
  if (result >= 0) return;
  errno = -result;
  check(-1, step);
}

constexpr int allowed[] = {
    // answering
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    // memory, see below for mmap and mprotect
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    // time, locks, chance
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(futex),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    // ending, and signals to itself
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
};

}  // namespace

void confine_process() {
  check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "die with the parent");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
  check(::prctl(PR_SET_DUMPABLE, 0), "become undumpable");
  limit(RLIMIT_CORE, 0, "limit core files");
  if (limits_address_space) limit(RLIMIT_AS, rlim_t{1} << 30, "limit the address space");
}

void confine_system_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) {
    errno = ENOMEM;
    check(-1, "make a seccomp filter");
  }
  const ScopeExit release{[&] { seccomp_release(filter); }};
  const auto allow = [&](int number, auto... conditions) {
    check_seccomp(seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, sizeof...(conditions), conditions...),
                  "add a seccomp rule");
  };
  for (const int number : allowed) allow(number);
  const auto not_executable = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  allow(SCMP_SYS(mmap), not_executable);
  allow(SCMP_SYS(mprotect), not_executable);
  // abort() signals its own thread.
  allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
  // A constructor of a plugin may have started threads.
  check_seccomp(seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1), "filter all threads");
  check_seccomp(seccomp_load(filter), "load the seccomp filter");
}

}  // namespace cordon::languages
