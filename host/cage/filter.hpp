// The system calls that a sandbox may make, as a BPF program.
//
// An allow-list: what is not on it is answered with ENOSYS, as an older kernel would, so that
// runtimes fall back; what is denied on purpose with EPERM. A foreign architecture ends the process.
// Built once, when the cage starts, with libseccomp; installed in every sandbox before anything of
// the guest runs. seccomp(2), docs/sandbox.md.
#pragma once

#include "base/unique_fd.hpp"
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

// For the calling process and all it will ever start. It must have no_new_privs. Whoever reads from the
// descriptor is told of the calls that the filter wants told, and answers them (seccomp_unotify(2));
// when it is closed they fail with ENOSYS.
UniqueFd install_filter(const std::vector<sock_filter>& filter);

}  // namespace cordon::cage
