#include "guest/zygotes/zygote.hpp"

#include "base/namespace.hpp"
#include "base/passing.hpp"
#include "base/syscall.hpp"
#include "guest/agent/start.hpp"
#include "guest/protocol/codec.hpp"
#include "guest/zygotes/parting.hpp"
#include "guest/zygotes/rehearsal.hpp"
#include "guest/zygotes/waiting.hpp"
#include "host/cage/birth.hpp"
#include "host/cage/steps.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <csignal>
#include <iterator>
#include <optional>
#include <span>
#include <system_error>

namespace cordon::zygotes {
namespace {

using base::check;
using cage::at;
using cage::Place;
namespace place = cage::zygote_place;

struct Birth {
  cage::BirthRequest request;
  UniqueFd channel;
  std::vector<UniqueFd> groups;
};

[[noreturn]] void retire() {
  ::close(place::cage);
  // They die with us (PR_SET_PDEATHSIG): not before their time.
  while (base::retry([] { return ::waitpid(-1, nullptr, 0); }) > 0) {
  }
  ::_exit(0);
}

std::optional<Birth> receive() {
  Birth birth;
  std::vector<UniqueFd> descriptors;
  const ssize_t n = base::receive_with_descriptors(place::cage, std::as_writable_bytes(std::span{&birth.request, 1}),
                                                   descriptors, 0);
  if (n != sizeof birth.request || descriptors.empty()) return {};
  birth.channel = std::move(descriptors.front());
  std::move(descriptors.begin() + 1, descriptors.end(), std::back_inserter(birth.groups));
  return birth;
}

void report(cage::BirthReply reply, std::span<const int> descriptors = {}) {
  if (base::send_with_descriptors(place::cage, std::as_bytes(std::span{&reply, 1}), descriptors, MSG_NOSIGNAL) < 0) retire();
}

std::vector<sock_filter> read_filter() {
  struct stat info{};
  check(::fstat(place::filter, &info), "look at the filter");
  std::vector<sock_filter> filter(static_cast<std::size_t>(info.st_size) / sizeof(sock_filter));
  if (::pread(place::filter, filter.data(), filter.size() * sizeof(sock_filter), 0) != info.st_size)
    throw std::system_error{EIO, std::generic_category(), "read the filter"};
  return filter;
}

// What become_agent() in host/cage/setup.cpp does, in the same order, as far as the zygote's namespaces have not
// done it for us: we are in the image already.
void set_up(const Birth& birth) {
  check(::prctl(PR_SET_PDEATHSIG, SIGKILL), "set the death signal");
  for (const UniqueFd& group : birth.groups) check(::write(group.get(), "0", 1), "enter the cgroup");
  if (!birth.groups.empty()) check(::unshare(CLONE_NEWCGROUP), "make a cgroup namespace");
  base::raise_loopback();
  cage::open_network_counters();
  cage::hide_network_statistics();
  check(::sethostname("sandbox", 7), "set the host name");
  check(::chdir("/"), "enter the image");
  cage::mount_scratch({birth.request.work_folder, birth.request.work_files}, birth.request.user);
  cage::mount_own_processes(birth.request.hidden_processes != 0);
  cage::enter_work_folder();
  cage::become_nobody(birth.request.user);
  cage::drop_capabilities();
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
  cage::limit_resources();
  if (birth.request.landlock_abi > 0) cage::leave_file_rules(birth.request.landlock_abi);
}

// In process 1; returns in process 2, with its program.
protocol::Run become_sandbox(const Hooks& hooks, Birth birth, const std::vector<sock_filter>& filter) {
  try {
    ::signal(SIGCHLD, SIG_DFL);  // both processes have children of their own to wait for
    check(::dup2(birth.channel.get(), at(Place::channel)), "place the channel");
    birth.channel.reset();
    for (int fd = at(Place::listener); fd <= place::reserved; ++fd) ::close(fd);
    set_up(birth);
    birth.groups.clear();
    Ends ends = make_pipes();  // as their owner: a program may open its standard streams by name
    cage::place_null();
    cage::load_filter(filter);
    become_agent_and_go_on();
    return wait_for_program(hooks, std::move(ends), birth.request.landlock_abi);
  } catch (const std::system_error& error) {
    const std::string frame = protocol::encode(
        protocol::FromAgent{protocol::Failed{.step = error.what(), .error_number = error.code().value()}});
    base::write_all(at(Place::channel), frame);
  }
  ::_exit(1);
}

}  // namespace

protocol::Run serve(const Hooks& hooks) {
  const std::vector<sock_filter> filter = read_filter();
  check(::fcntl(place::agent, F_SETFD, FD_CLOEXEC), "keep the agent");
  ::signal(SIGCHLD, SIG_IGN);  // children are the cage's to watch, by the descriptors that we send
  prepare_parting();
  note_own_name();
  ::prctl(PR_SET_NAME, "cordon-zygote");
  if (!hooks.rehearsal.argv.empty())
    if (auto run = rehearse(hooks)) return std::move(*run);
  report({.word = cage::Word::ready});
  for (;;) {
    auto birth = receive();
    if (!birth) retire();
    if (hooks.before_fork != nullptr) hooks.before_fork();
    int process = -1;
    clone_args arguments{};
    arguments.flags = CLONE_PIDFD | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
    arguments.pidfd = reinterpret_cast<std::uint64_t>(&process);
    arguments.exit_signal = SIGCHLD;
    const long pid = ::syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid == 0) return become_sandbox(hooks, std::move(*birth), filter);
    const int error_number = errno;
    if (hooks.after_fork_in_parent != nullptr) hooks.after_fork_in_parent();
    if (pid < 0) {
      report({.word = cage::Word::not_born, .sandbox = birth->request.sandbox, .error_number = error_number});
      continue;
    }
    const UniqueFd child{process};
    const int descriptors[] = {child.get()};
    report({.word = cage::Word::born, .sandbox = birth->request.sandbox}, descriptors);
  }
}

void start_nothing() {
  if (agent::execute_only(nullptr) != 0) ::_exit(127);
}

}  // namespace cordon::zygotes
