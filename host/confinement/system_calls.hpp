// A filter for the calls of one of our own processes: what is not allowed fails, with an error number that
// its callers understand, and calls of another architecture kill the process. Throws std::system_error.
#pragma once

#include <seccomp.h>

#include <initializer_list>
#include <memory>
#include <span>

namespace cordon::confinement {

class SystemCallFilter {
 public:
  // `error_number`: what every call that is not allowed fails with.
  explicit SystemCallFilter(int error_number);

  void allow(std::span<const int> numbers);
  void allow(int number, std::initializer_list<scmp_arg_cmp> conditions = {});
  // Memory that can be written or executed, never both, and none that becomes executable later.
  void allow_memory(bool executable_files);

  // For all threads of the process and all that it will start. It must have no_new_privs.
  void install();

 private:
  std::unique_ptr<void, void (*)(void*)> filter_;
};

}  // namespace cordon::confinement
