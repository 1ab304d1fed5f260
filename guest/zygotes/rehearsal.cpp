#include "guest/zygotes/rehearsal.hpp"

#include "base/syscall.hpp"
#include "guest/agent/files.hpp"
#include "guest/protocol/codec.hpp"
#include "guest/zygotes/parting.hpp"
#include "guest/zygotes/waiting.hpp"
#include "guest/zygotes/working_set.hpp"
#include "host/cage/steps.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <string>
#include <system_error>

namespace cordon::zygotes {
namespace {

using base::check;

constexpr unsigned patience_seconds = 10;

void make_work_folder(const Hooks& hooks) {
  check(::unshare(CLONE_NEWNS), "make a mount namespace");
  check(::mount("rehearsal", "/box", "tmpfs", MS_NOSUID | MS_NODEV, "size=1m"), "mount the work folder");
  cage::enter_work_folder();
  const UniqueFd folder = base::check_fd(::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC), "open the work folder");
  for (const protocol::Put& file : hooks.rehearsal_files) agent::put_file(folder.get(), file);
}

// Follows it to where it stands still with all its memory, just before that goes. A process that is watched stops at
// each signal too.
bool stands_at_its_end(pid_t process) {
  for (int status = 0; base::retry([&] { return ::waitpid(process, &status, 0); }) == process && WIFSTOPPED(status);) {
    if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8)) return true;
    const long signal = status >> 16 == 0 ? WSTOPSIG(status) : 0;
    if (::ptrace(PTRACE_CONT, process, nullptr, signal) != 0) return false;
  }
  return false;
}

// In what would be process 1 of a sandbox, and in the runtime's process. Returns in the latter.
protocol::Run be_sandbox(const Hooks& hooks) {
  ::signal(SIGCHLD, SIG_DFL);
  make_work_folder(hooks);
  Ends ends = make_pipes();
  const pid_t runtime = static_cast<pid_t>(check(fork_plainly(), "fork the runtime"));
  if (runtime == 0) {
    ::alarm(patience_seconds);
    return wait_for_program(hooks, std::move(ends), 0);
  }
  ends = {};
  char ready = 0;
  Rehearsal rehearsal;
  check(::ptrace(PTRACE_SEIZE, runtime, nullptr, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL), "watch the rehearsal");
  if (base::retry([&] { return ::read(readiness_reader, &ready, 1); }) != 1) ::_exit(1);
  rehearsal.look(runtime);
  if (!base::write_all(control_writer, protocol::encode(protocol::FromHost{hooks.rehearsal}))) ::_exit(1);
  ::close(input_writer);
  if (stands_at_its_end(runtime)) rehearsal.look(runtime);
  ::_exit(0);
}

}  // namespace

std::optional<protocol::Run> rehearse(const Hooks& hooks) {
  prepare_working_set();
  if (hooks.before_fork != nullptr) hooks.before_fork();
  ::signal(SIGCHLD, SIG_DFL);
  const pid_t process = fork_plainly();
  if (process == 0) {
    try {
      return be_sandbox(hooks);
    } catch (const std::system_error&) {
      ::_exit(1);
    }
  }
  if (hooks.after_fork_in_parent != nullptr) hooks.after_fork_in_parent();
  if (process > 0) base::retry([&] { return ::waitpid(process, nullptr, 0); });
  ::signal(SIGCHLD, SIG_IGN);
  return {};
}

}  // namespace cordon::zygotes
