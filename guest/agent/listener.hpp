// Answers the system calls that the filter stops and tells (host/cage/syscalls.hpp): refuses and counts
// them, so that the answer to the client can say what policy stopped. sysinfo(2) is answered, with the
// sandbox's memory in place of the machine's; scheduling is let be, of every process but the agent, only where
// a program runs is not its own to choose; of some signals it is noted that the program sent them itself.
//
// Nothing is ever let through because of what its arguments point to: those can change after they were
// looked at (seccomp_unotify(2), BUGS). Single-threaded.
#pragma once

#include "base/unique_fd.hpp"
#include "guest/protocol/message.hpp"

#include <cstdint>
#include <vector>

struct seccomp_notif;
struct seccomp_notif_resp;

namespace cordon::agent {

class Listener {
 public:
  // `descriptor`: of the filter, or none where there is no filter of ours (a microVM).
  explicit Listener(UniqueFd descriptor) : descriptor_{std::move(descriptor)} {}

  [[nodiscard]] int descriptor() const { return descriptor_.get(); }

  // A program starts, which is told that the machine has that many bytes; 0 = what it has. What a runtime did before
  // it had its program is not the program's.
  void program_starts(std::uint64_t memory);
  void forget_denied() { denied_.clear(); }
  // It has started, as this process.
  void program_started(int pid);

  // Answers one call, if there is one.
  void answer();

  [[nodiscard]] const std::vector<protocol::DeniedCall>& denied() const { return denied_; }
  // Whether the program sent such a signal to somebody; known of SIGXFSZ and SIGSYS.
  [[nodiscard]] bool sent(int signal) const;

 private:
  void count(std::uint32_t number);
  void refuse(const seccomp_notif& call, seccomp_notif_resp& response);
  void answer_sysinfo(const seccomp_notif& call, seccomp_notif_resp& response) const;

  UniqueFd descriptor_;
  std::uint64_t memory_ = 0;
  std::uint64_t signals_ = 0;  // one bit for each that was sent
  bool may_write_ = false;     // into the memory of programs
  std::int64_t started_s_ = 0;
  std::vector<protocol::DeniedCall> denied_;
};

}  // namespace cordon::agent
