#include "host/cage/launch.hpp"

#include "base/syscall.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace cordon::cage {
namespace {

using base::check;

void drop_privileges(const Launch& launch) {
  // Before the change of user, which takes the right to do it.
  for (int capability = 0; ::prctl(PR_CAPBSET_DROP, capability) == 0; ++capability) {
  }
  check(::prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED), "lock the secure bits");
  if (!launch.keep_user) {
    check(::setgroups(0, nullptr), "drop groups");
    check(::setresgid(launch.id, launch.id, launch.id), "set the group");
    check(::setresuid(launch.id, launch.id, launch.id), "set the user");
  }
  __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  const __user_cap_data_struct none[2] = {};
  check(::syscall(SYS_capset, &header, none), "drop capabilities");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
}

[[noreturn]] void become_server(const Launch& launch) {
  std::vector<char*> arguments;
  for (const std::string& word : launch.command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  try {
    check(::setns(launch.mount_namespace, CLONE_NEWNS), "enter the host's mount namespace");
    // Opened while we may still read it: the server's user need not be able to reach its folder.
    const UniqueFd program = base::check_fd(::open(arguments[0], O_RDONLY | O_CLOEXEC), arguments[0]);
    drop_privileges(launch);
    // After the change of user, which clears it.
    check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "set the death signal");
    check(::dup2(launch.channel, 3), "place the channel");
    sigset_t none;
    sigemptyset(&none);
    check(::sigprocmask(SIG_SETMASK, &none, nullptr), "unblock signals");
    const int program_copy = static_cast<int>(check(::fcntl(program.get(), F_DUPFD_CLOEXEC, 4), "keep the program"));
    ::syscall(SYS_execveat, program_copy, "", arguments.data(), environ, AT_EMPTY_PATH);
    check(-1, arguments[0]);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "cordon-cage: the server cannot be started: %s\n", error.what());
  }
  ::_exit(126);
}

}  // namespace

UniqueFd launch(const Launch& launch) {
  int process = -1;
  clone_args arguments{};
  arguments.flags = CLONE_PIDFD;
  arguments.pidfd = reinterpret_cast<std::uint64_t>(&process);
  arguments.exit_signal = SIGCHLD;
  const long pid = check(::syscall(SYS_clone3, &arguments, sizeof arguments), "start the server");
  if (pid == 0) become_server(launch);
  return UniqueFd{process};
}

UniqueFd sealed_copy(const std::string& path) {
  const UniqueFd source = base::check_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path);
  UniqueFd copy = base::check_fd(::memfd_create("cordon-agent", MFD_CLOEXEC | MFD_ALLOW_SEALING), "memfd_create");
  char chunk[65536];
  for (ssize_t n; (n = check(base::retry([&] { return ::read(source.get(), chunk, sizeof chunk); }), path)) > 0;)
    if (!base::write_all(copy.get(), {chunk, static_cast<std::size_t>(n)})) check(-1, "copy the agent");
  check(::fcntl(copy.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE), "seal the agent");
  // A file that is open for writing cannot be executed: keep a read-only descriptor.
  return base::check_fd(::open(("/proc/self/fd/" + std::to_string(copy.get())).c_str(), O_RDONLY | O_CLOEXEC),
                        "reopen the agent");
}

}  // namespace cordon::cage
