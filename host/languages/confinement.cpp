#include "host/languages/confinement.hpp"

#include "base/syscall.hpp"
#include "host/confinement/sanitized.hpp"
#include "host/confinement/system_calls.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

namespace cordon::languages {
namespace {

using base::check;

void limit(__rlimit_resource resource, rlim_t value, const char* step) {
  const rlimit both{value, value};
  check(::setrlimit(resource, &both), step);
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
    SCMP_SYS(setitimer),
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
  if (!confinement::sanitized) limit(RLIMIT_AS, rlim_t{1} << 30, "limit the address space");
}

void confine_system_calls() {
  confinement::SystemCallFilter filter{EPERM};
  filter.allow(allowed);
  filter.allow_memory(/*executable_files=*/false);
  // abort() signals its own thread.
  filter.allow(SCMP_SYS(tgkill), {SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))});
  filter.install();  // for all threads: a constructor of a plugin may have started some
}

}  // namespace cordon::languages
