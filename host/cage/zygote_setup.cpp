#include "host/cage/zygote_setup.hpp"

#include "base/syscall.hpp"
#include "host/cage/birth.hpp"
#include "host/cage/steps.hpp"

#include <grp.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

namespace cordon::cage {
namespace {

using base::check;
namespace place = zygote_place;

// As languages.d has it; a program whose start differs in what its runtime looks at is started by itself.
struct Command {
  std::vector<std::string> argv, environment;
};

constexpr const char* python_environment[] = {
    "HOME=/box",         "LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE=1",
    "PYTHONUNBUFFERED=1", "PYTHONUTF8=1", "USER=sandbox",                     "LD_PRELOAD=/proc/self/fd/6"};
constexpr const char* node_environment[] = {"HOME=/box", "LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin",
                                            "USER=sandbox", "CORDON_ZYGOTE=/proc/self/fd/6"};

// The last word but one is the zygote's own, and --disable-sigusr1, for a thread that cannot be parked.
std::vector<std::string> node_argv(Runtime runtime, std::uint64_t memory) {
  const std::string heap = std::to_string(std::max<std::int64_t>(static_cast<std::int64_t>(memory >> 20) - 64, 16));
  if (runtime == Runtime::javascript)
    return {"/usr/local/bin/node", "--max-old-space-size=" + heap, "--max-semi-space-size=8",
            "--require=/usr/lib/cordon/stdio.cjs", "--disable-sigusr1", "--require=/usr/lib/cordon/zygote.cjs",
            "main.js"};
  return {"/usr/local/bin/node", "--max-old-space-size=" + heap, "--max-semi-space-size=8", "--enable-source-maps",
          "--require=/usr/lib/cordon/stdio.cjs", "--import=/usr/lib/cordon/typescript.mjs", "--disable-sigusr1",
          "--import=/usr/lib/cordon/zygote.cjs", "main.ts"};
}

Command command_of(Runtime runtime, std::uint64_t memory) {
  if (runtime == Runtime::python)
    return {.argv = {"/usr/bin/python3", "main.py"},
            .environment = {std::begin(python_environment), std::end(python_environment)}};
  return {.argv = node_argv(runtime, memory),
          .environment = {std::begin(node_environment), std::end(node_environment)}};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

// A ring would be shared with every child, and programs are not let have one: a runtime that has none when it starts
// does without.
void refuse_rings() {
  const sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{.len = std::size(filter), .filter = const_cast<sock_filter*>(filter)};
  check(::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), "refuse rings");
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

bool asks_for_memory(Runtime runtime) { return runtime == Runtime::javascript || runtime == Runtime::typescript; }

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
    refuse_rings();
    Command command = command_of(setup.runtime, setup.memory);
    ::execve(command.argv[0].c_str(), pointers(command.argv).data(), pointers(command.environment).data());
    check(-1, command.argv[0]);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  ::_exit(126);
}

}  // namespace cordon::cage
