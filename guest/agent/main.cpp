// cordon-agent: process 1 of every sandbox. Puts files, runs one program at a time, streams what it
// prints, says how it ended. When its host goes away it exits, and the kernel kills all the rest.
//
// Whoever starts it has already put it into its namespaces, taken its privileges, loaded the filter
// and opened the channel as descriptor 3. It gets no arguments and no environment.

#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "guest/agent/session.hpp"

#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <csignal>
#include <cstdlib>
#include <optional>

namespace {

constexpr int channel_fd = 3;
constexpr int listener_fd = 5;            // of the system call filter, if it has one
constexpr int file_rules_fd = 6;          // of Landlock, if the kernel has it
constexpr int snmp_fd = 7, snmp6_fd = 8;  // counters of the network namespace

// Of a runtime that whoever started us has forked beside us, as process 2.
constexpr int control_fd = 9, readiness_fd = 10, input_fd = 11, output_fd = 12, error_output_fd = 13;
constexpr int runtime_process = 2;

// A descriptor that may be there; none where it is not.
cordon::UniqueFd inherited(int fd) { return cordon::UniqueFd{::fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? fd : -1}; }

std::optional<cordon::agent::Runtime> inherited_runtime() {
  cordon::agent::Runtime runtime;
  runtime.control = inherited(control_fd);
  runtime.readiness = inherited(readiness_fd);
  runtime.input = inherited(input_fd);
  runtime.output = inherited(output_fd);
  runtime.error_output = inherited(error_output_fd);
  if (!runtime.control) return {};
  runtime.pid = runtime_process;
  return runtime;
}

constexpr const char* work_folder = "/box";

using cordon::base::enforced;
using cordon::base::Protection;

}  // namespace

int main([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {
#ifdef CORDON_WEAKENED
  if (argc > 1) cordon::base::leave_out(static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)));
#endif
  // Before anything else is opened, and takes a number of theirs.
  cordon::UniqueFd listener = inherited(listener_fd), file_rules = inherited(file_rules_fd);
  cordon::agent::NetworkCounters network{inherited(snmp_fd), inherited(snmp6_fd)};
  std::optional<cordon::agent::Runtime> parked = inherited_runtime();
  // The program runs as the same user: nothing of ours may be read or traced by it.
  if (enforced(Protection::undumpable_agent)) ::prctl(PR_SET_DUMPABLE, 0);
  ::prctl(PR_SET_NAME, "cordon-agent");
  // execve() of a setuid program or a change of user would clear this; there is neither here.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::umask(022);

  sigset_t child_died;
  sigemptyset(&child_died);
  sigaddset(&child_died, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_died, nullptr);
  ::signal(SIGPIPE, SIG_IGN);

  cordon::UniqueFd signals{::signalfd(-1, &child_died, SFD_CLOEXEC | SFD_NONBLOCK)};
  cordon::UniqueFd folder{::open(work_folder, O_PATH | O_DIRECTORY | O_CLOEXEC)};
  if (!signals || !folder) return 1;
  if (enforced(Protection::closed_descriptors) && ::fcntl(channel_fd, F_SETFD, FD_CLOEXEC) != 0) return 1;
  cordon::agent::Session{
      cordon::UniqueFd{channel_fd}, std::move(signals), std::move(folder), cordon::agent::Listener{std::move(listener)},
      std::move(file_rules),        std::move(network),   std::move(parked)}
      .run();
}
