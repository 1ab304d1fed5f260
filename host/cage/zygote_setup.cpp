#include "host/cage/zygote_setup.hpp"

#include "base/syscall.hpp"
#include "host/cage/birth.hpp"
#include "host/cage/steps.hpp"

#include <grp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <csignal>
#include <cstdio>
#include <system_error>
#include <vector>

namespace cordon::cage {
namespace {

using base::check;
namespace place = zygote_place;

// As languages.d has it; a program whose start differs in what its runtime looks at is started by itself.
struct Command {
  std::vector<const char*> argv, environment;
};

Command command_of(Runtime) {
  return {.argv = {"/usr/bin/python3", "main.py", nullptr},
          .environment = {"HOME=/box", "LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE=1",
                          "PYTHONUNBUFFERED=1", "PYTHONUTF8=1", "USER=sandbox", "LD_PRELOAD=/proc/self/fd/6", nullptr}};
}

void place_descriptors(const ZygoteSetup& setup) {
  // Out of the way of the places that the others take.
  const auto aside = [](int fd) { return check(::fcntl(fd, F_DUPFD, place::reserved + 1), "move a descriptor"); };
  const long socket = aside(setup.socket), agent = aside(setup.agent), filter = aside(setup.filter),
             library = aside(setup.library), input = aside(setup.grant), errors = aside(setup.errors);
  int pipe[2];
  check(::pipe2(pipe, 0), "make a pipe");
  const long output = aside(pipe[1]);
  const long null = aside(static_cast<int>(check(::open("/dev/null", O_RDWR), "open /dev/null")));
  for (int fd = place::library + 1; fd <= place::reserved; ++fd)
    check(::dup2(static_cast<int>(null), fd), "reserve a descriptor");
  // Pipes, as a program has them: a runtime looks at what its standard streams are when it starts.
  const std::pair<long, int> placed[] = {{input, 0},  {output, 1},       {errors, 2},      {socket, place::cage},
                                         {agent, place::agent}, {filter, place::filter}, {library, place::library}};
  for (const auto& [from, to] : placed) check(::dup2(static_cast<int>(from), to), "place a descriptor");
  check(base::close_range(place::reserved + 1, ~0U), "close everything else");
}

void enter_image(const std::string& root) {
  check(::chdir(root.c_str()), "enter the image");
  // As a whole: children may mount one of their own only where they see one that hides nothing
  // (mount_too_revealing() in the kernel).
  check(::mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, ""), "mount /proc");
  check(::syscall(SYS_pivot_root, ".", "."), "pivot_root");
  check(::umount2(".", MNT_DETACH), "leave the old root");
  enter_work_folder();
}

void become_root_of_nothing(unsigned id) {
  check(::prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP), "keep capabilities");
  check(::setgroups(0, nullptr), "drop groups");
  check(::setresgid(id, id, id), "set the group");
  check(::setresuid(id, id, id), "set the user");
  check(::unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS), "make namespaces");
  const BirthReply wish{.word = Word::wants_users};
  char granted = 0;
  if (::send(place::cage, &wish, sizeof wish, MSG_NOSIGNAL) != sizeof wish ||
      base::retry([&] { return ::read(STDIN_FILENO, &granted, 1); }) != 1)
    throw std::system_error{EPERM, std::generic_category(), "be given users"};
}

}  // namespace

void become_zygote(const ZygoteSetup& setup) {
  try {
    check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "set the death signal");
    ::personality(PER_LINUX);
    for (const UniqueFd& entrance : setup.entrances) check(::write(entrance.get(), "0", 1), "enter the cgroup");
    prefer_for_killing();
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    place_descriptors(setup);
    enter_image(setup.root);
    become_root_of_nothing(setup.id);
    check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "set the death signal again");  // a change of user clears it
    const Command command = command_of(setup.runtime);
    ::execve(command.argv[0], const_cast<char* const*>(command.argv.data()),
             const_cast<char* const*>(command.environment.data()));
    check(-1, command.argv[0]);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  ::_exit(126);
}

}  // namespace cordon::cage
