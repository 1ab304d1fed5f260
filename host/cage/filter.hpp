// The system calls that a sandbox may make, as a BPF program.
//
// An allow-list: what is not on it is answered with ENOSYS, as an older kernel would, so that
// runtimes fall back; what is denied on purpose with EPERM. A foreign architecture ends the process.
// Built once, when the cage starts, with libseccomp; installed in every sandbox before anything of
// the guest runs. seccomp(2), docs/sandbox.md.
#pragma once

#include "host/cage/spec.hpp"

#include <linux/filter.h>
#include <vector>

namespace cordon::cage {

// Throws std::system_error or std::runtime_error.
std::vector<sock_filter> build_filter(Profile profile);

struct Filters {
  std::vector<sock_filter> run = build_filter(Profile::run), compile = build_filter(Profile::compile);
  [[nodiscard]] const std::vector<sock_filter>& of(Profile profile) const {
    return profile == Profile::compile ? compile : run;
  }
};

}  // namespace cordon::cage
