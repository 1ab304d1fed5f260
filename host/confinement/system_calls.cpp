#include "host/confinement/system_calls.hpp"

#include "base/syscall.hpp"

#include <sys/mman.h>

#include <cerrno>

namespace cordon::confinement {
namespace {

// libseccomp answers a negative errno instead of setting it.
void check_seccomp(int result, const char* step) {
  if (result >= 0) return;
  errno = -result;
  base::check(-1, step);
}

}  // namespace

SystemCallFilter::SystemCallFilter(int error_number)
    : filter_{::seccomp_init(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error_number))), ::seccomp_release} {
  if (!filter_) check_seccomp(-ENOMEM, "make a seccomp filter");
  check_seccomp(::seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS),
                "refuse other architectures");
  // A thread that is already there would be a way around it.
  check_seccomp(::seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_TSYNC, 1), "filter all threads");
}

void SystemCallFilter::allow(std::span<const int> numbers) {
  for (const int number : numbers) allow(number);
}

void SystemCallFilter::allow(int number, std::initializer_list<scmp_arg_cmp> conditions) {
  check_seccomp(::seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, number,
                                         static_cast<unsigned>(conditions.size()), conditions.begin()),
                "add a seccomp rule");
}

void SystemCallFilter::allow_memory(bool executable_files) {
  for (const int number : {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)}) allow(number);
  for (const int number : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    allow(number, {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  // How a shared library is loaded.
  if (executable_files) allow(SCMP_SYS(mmap), {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC)});
}

void SystemCallFilter::install() { check_seccomp(::seccomp_load(filter_.get()), "load the seccomp filter"); }

}  // namespace cordon::confinement
