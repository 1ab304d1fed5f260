#include "host/cage/cage.hpp"

#include "base/landlock.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "host/cage/landlock.hpp"
#include "host/cage/launch.hpp"
#include "host/cage/request.hpp"
#include "host/cage/setup.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <algorithm>
#include <csignal>
#include <ctime>
#include <system_error>
#include <utility>

namespace cordon::cage {
namespace {

using base::check;
using base::enforced;
using base::Protection;

constexpr std::size_t blank_count = 8;
// How long nothing must have been asked before blanks are made and groups removed: a sandbox that was just
// made is woken on this processor, and would wait for us.
constexpr int quiet_ms = 2;
constexpr int retry_interval_ms = 5;
constexpr int stage_retry_ms = 2000;
// How long a sandbox's first process may take to die. It is killed, but it needs processor time to end its
// processes, and those may be many and busy.
constexpr int stubborn_ms = 50;
constexpr std::uint64_t signals_key = 1ULL << 40, channel_key = 2ULL << 40, manifests_key = 3ULL << 40;

std::int64_t now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

UniqueFd block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  check(::sigprocmask(SIG_SETMASK, &signals, nullptr), "block signals");
  return base::check_fd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd");
}

// Of a new sandbox, but for its user namespace, which it enters last (docs/decisions/0005).
std::uint64_t namespaces() {
  std::uint64_t flags = CLONE_NEWNS | CLONE_NEWPID;
  if (enforced(Protection::network_namespace)) flags |= CLONE_NEWNET;
  if (enforced(Protection::ipc_namespace)) flags |= CLONE_NEWIPC;
  if (enforced(Protection::uts_namespace)) flags |= CLONE_NEWUTS;
  return flags;
}

}  // namespace

Cage::Cage(Options options)
    : options_{std::move(options)},
      cgroups_{options_.cgroup_root, options_.instance},
      landlock_abi_{base::landlock::abi()},
      agent_{sealed_copy(options_.agent)},
      stage_{options_.languages.empty() ? nullptr
                                        : std::make_unique<Stage>(options_.languages, options_.staged_languages)},
      roots_{std::make_unique<Roots>(options_.store, options_.mount_point, !options_.rootless)},
      epoll_{base::check_fd(::epoll_create1(EPOLL_CLOEXEC), "epoll")},
      signals_{block_signals()} {
  for (unsigned slot = 0; slot < max_sandboxes; ++slot) free_slots_.push_back(slot);
  watch(signals_.get(), signals_key);
  if (stage_) {
    stage_->copy();
    watch(stage_->changes(), manifests_key);
  }
}

Cage::~Cage() {
  for (auto& [id, sandbox] : sandboxes_)
    if (sandbox.process) base::pidfd_send_signal(sandbox.process.get(), SIGKILL);
  while (base::retry([] { return ::waitpid(-1, nullptr, 0); }) > 0) {
  }
  cgroups_.remove_all();
}

void Cage::watch(int fd, std::uint64_t key) {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = key}};
  check(::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event), "watch a descriptor");
}

int Cage::run() {
  start_server();
  while (!done_) serve();
  return exit_status_;
}

// How long to wait for something to happen, before what can wait is done.
int Cage::patience_ms() const {
  // With almost nothing left in stock there is no time to lose.
  if (blanks_.size() < blank_count) return blanks_.size() <= 1 ? 0 : quiet_ms;
  if (!doomed_groups_.empty() || !dying_.empty()) return quiet_ms;
  return stage_ && stage_->incomplete() ? stage_retry_ms : -1;
}

void Cage::serve() {
  epoll_event events[64];
  int count = base::retry([&] { return ::epoll_wait(epoll_.get(), events, 64, patience_ms()); });
  // What could not be done now is not tried again at once: that would be all this process does.
  if (count == 0 && !idle_work())
    count = base::retry([&] { return ::epoll_wait(epoll_.get(), events, 64, retry_interval_ms); });
  for (int i = 0; i < count; ++i) {
    const std::uint64_t key = events[i].data.u64;
    if (key == signals_key) {
      reap_children();
    } else if (key == channel_key) {
      char message[256];
      const ssize_t n =
          base::retry([&] { return ::recv(server_channel_.get(), message, sizeof message, MSG_DONTWAIT); });
      if (n > 0) handle({message, static_cast<std::size_t>(n)});
    } else if (key == manifests_key) {
      stage_->forget_changes();
      stage_->copy();
    } else if (key < signals_key) {
      reap_sandbox(static_cast<std::uint32_t>(key));
    }
  }
}

// Between requests, so that no request pays for it. False if nothing was made.
bool Cage::idle_work() {
  std::erase_if(doomed_groups_, [&](const std::string& name) { return cgroups_.remove(name); });
  if (stage_ && stage_->incomplete()) stage_->copy();
  if (kill_stubborn()) return false;
  if (blanks_.size() >= blank_count || free_slots_.empty()) return false;
  try {
    blanks_.push_back(clone_blank());
    return true;
  } catch (const std::system_error&) {
    return false;  // a request that needs one will say what is wrong
  }
}

// Kills what a released sandbox still runs, process by process, where killing the first one did not do it yet.
// Whether any is left to look at again.
bool Cage::kill_stubborn() {
  std::erase_if(dying_, [&](std::uint32_t id) {
    const auto found = sandboxes_.find(id);
    return found == sandboxes_.end() || !found->second.process;
  });
  for (const std::uint32_t id : dying_)
    if (const Sandbox& sandbox = sandboxes_.at(id); now_ms() - sandbox.released_ms > stubborn_ms)
      cgroups_.kill(sandbox.group.name);
  return !dying_.empty() && blanks_.size() >= blank_count;
}

void Cage::handle(std::string_view datagram) {
  const auto request = decode(datagram);
  if (!request) return;
  if (const auto* asked = std::get_if<CreateMessage>(&*request)) return create(*asked);
  if (const auto* limits = std::get_if<LimitMessage>(&*request)) return limit(*limits);
  release(std::get<DestroyMessage>(*request).sandbox);
}

void Cage::create(const CreateMessage& message) {
  Reply reply{.tag = message.tag};
  try {
    if (!valid(message)) throw std::system_error{EINVAL, std::generic_category(), "the sandbox that was asked for"};
    Assignment assignment{.spec = message};
    const std::string digest{message.image, sizeof message.image};
    // A blank has a copy of our mounts as they were when it was made.
    if (!roots_->is_mounted(digest)) discard_blanks();
    set_text(assignment.root, roots_->root_of(digest));
    Sandbox& sandbox = take_blank();
    reply.sandbox = sandbox.id;
    // In one piece: the stream is empty and has room for much more. It may have died a moment ago.
    check(base::retry([&] { return ::send(sandbox.stream.get(), &assignment, sizeof assignment, MSG_NOSIGNAL); }),
          "tell the sandbox what to be");
    // While it sets itself up. Nothing of the guest runs before the server has the stream, which is after this.
    set_limits(sandbox, {message.memory, message.processes, message.cpu_percent});
    answer(reply, &sandbox);
    sandbox.stream.reset();
  } catch (const std::system_error& error) {
    release(std::exchange(reply.sandbox, 0));
    reply.error_number = error.code().value();
    set_text(reply.step, error.what());
    answer(reply, nullptr);
  }
}

void Cage::set_limits(const Sandbox& sandbox, GroupLimits limits) {
  ++limits.processes;  // the agent is one more than the program's own
  if (!enforced(Protection::memory_limit)) limits.memory = 1ULL << 40;
  if (!enforced(Protection::process_limit)) limits.processes = 4096;
  if (!enforced(Protection::cpu_limit)) limits.cpu_percent = 10'000;
  if (cgroups_.version() != CgroupVersion::none) cgroups_.limit(sandbox.group, limits);
}

Cage::Sandbox& Cage::take_blank() {
  while (!blanks_.empty()) {
    Sandbox& sandbox = sandboxes_.at(blanks_.front());
    blanks_.pop_front();
    if (sandbox.process) return sandbox;
    release(sandbox.id);  // something killed it
  }
  if (free_slots_.empty()) throw std::system_error{EAGAIN, std::generic_category(), "find a free user id"};
  return sandboxes_.at(clone_blank());
}

void Cage::discard_blanks() {
  for (const std::uint32_t id : blanks_) release(id);
  blanks_.clear();
}

std::uint32_t Cage::clone_blank() {
  int ends[2];
  check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "make a socket pair");
  UniqueFd stream{ends[0]};
  const UniqueFd channel{ends[1]};
  Group group;
  if (cgroups_.version() != CgroupVersion::none) group = cgroups_.make();
  const unsigned slot = free_slots_.front();
  int process = -1;
  clone_args arguments{};
  arguments.flags = namespaces() | CLONE_PIDFD;
  arguments.pidfd = reinterpret_cast<std::uint64_t>(&process);
  arguments.exit_signal = SIGCHLD;
  if (cgroups_.version() == CgroupVersion::v2) {
    arguments.flags |= CLONE_INTO_CGROUP;
    arguments.cgroup = static_cast<std::uint64_t>(group.directories[0].get());
  }
  const Setup setup{.group = group,
                    .cgroup = cgroups_.version(),
                    .filters = filters_,
                    .landlock_abi = landlock_abi_,
                    .agent = agent_.get(),
                    .channel = channel.get(),
                    .host_id = options_.rootless ? 0 : options_.first_id + (enforced(Protection::own_user) ? slot : 0)};
  base::fault_point("make the namespaces");
  const long pid = ::syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0) {
    stream.reset();  // or we would never see the cage's end of it close
    become_agent(setup);
  }
  if (pid < 0) {
    const int error_number = errno;
    if (!group.name.empty()) doomed_groups_.push_back(group.name);
    throw std::system_error{error_number, std::generic_category(), "make the namespaces"};
  }
  free_slots_.pop_front();
  const std::uint32_t id = ++next_id_ == 0 ? ++next_id_ : next_id_;
  sandboxes_.emplace(id, Sandbox{.id = id,
                                 .process = UniqueFd{process},
                                 .stream = std::move(stream),
                                 .group = std::move(group),
                                 .slot = slot});
  watch(process, id);
  return id;
}

void Cage::answer(const Reply& reply, const Sandbox* sandbox) {
  int descriptors[max_reply_descriptors];
  std::size_t count = 0;
  if (sandbox != nullptr) {
    descriptors[count++] = sandbox->stream.get();
    for (const UniqueFd& directory : sandbox->group.directories)
      if (count < max_reply_descriptors) descriptors[count++] = directory.get();
  }
  iovec data{const_cast<Reply*>(&reply), sizeof reply};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptors)] = {};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (count > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    std::memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
  }
  if (base::retry([&] { return ::sendmsg(server_channel_.get(), &message, MSG_NOSIGNAL); }) < 0 && sandbox != nullptr)
    release(sandbox->id);  // the server is going; its death is told separately
}

void Cage::limit(const LimitMessage& message) {
  const auto found = sandboxes_.find(message.sandbox);
  if (found == sandboxes_.end()) return;
  if (!valid(message)) return;
  try {
    set_limits(found->second, {message.memory, message.processes, message.cpu_percent});
  } catch (const std::system_error&) {
    release(message.sandbox);  // a limit that cannot be set must not be missing: the server sees the sandbox die
  }
}

void Cage::release(std::uint32_t id) {
  const auto found = sandboxes_.find(id);
  if (found == sandboxes_.end()) return;
  if (!std::exchange(found->second.released, true)) {
    found->second.released_ms = now_ms();
    dying_.push_back(id);
  }
  if (found->second.process) base::pidfd_send_signal(found->second.process.get(), SIGKILL);
  forget_if_done(id);
}

void Cage::reap_sandbox(std::uint32_t id) {
  const auto found = sandboxes_.find(id);
  if (found == sandboxes_.end() || !found->second.process) return;
  siginfo_t info{};
  if (::waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(found->second.process.get()), &info,
               WEXITED | WNOHANG) == 0 &&
      info.si_pid == 0)
    return;
  found->second.process.reset();  // closing it ends the watch
  forget_if_done(id);
}

// Its user id is given to another sandbox only when no process of this one is left; its cgroup is
// kept until the server, which reads from it, lets go.
void Cage::forget_if_done(std::uint32_t id) {
  const auto found = sandboxes_.find(id);
  if (found->second.process || !found->second.released) return;
  free_slots_.push_back(found->second.slot);
  if (!found->second.group.name.empty()) doomed_groups_.push_back(std::move(found->second.group.name));
  sandboxes_.erase(found);
}

void Cage::reap_children() {
  signalfd_siginfo info{};
  while (::read(signals_.get(), &info, sizeof info) == sizeof info) {
    const int signal = static_cast<int>(info.ssi_signo);
    if (signal == SIGCHLD) continue;
    if (signal == SIGTERM || signal == SIGINT) stop_signal_ = signal;
    if (server_process_) base::pidfd_send_signal(server_process_.get(), signal == SIGINT ? SIGTERM : signal);
  }
  siginfo_t ended{};
  if (server_process_ &&
      ::waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(server_process_.get()), &ended, WEXITED | WNOHANG) ==
          0 &&
      ended.si_pid != 0)
    server_died(ended.si_code == CLD_EXITED ? ended.si_status : 128 + ended.si_status);
}

void Cage::start_server() {
  int ends[2];
  check(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "make a socket pair");
  server_channel_ = UniqueFd{ends[0]};
  const UniqueFd server_end{ends[1]};
  watch(server_channel_.get(), channel_key);
  server_process_ = launch({.command = options_.server,
                            .channel = server_end.get(),
                            .mount_namespace = roots_->host_namespace().get(),
                            .id = options_.rootless ? 0 : options_.server_id,
                            .keep_user = options_.rootless});
  server_started_ms_ = now_ms();
  send_facts();
}

void Cage::server_died(int status) {
  constexpr std::int64_t quick_ms = 5'000;
  constexpr int most_quick_deaths = 3;
  server_process_.reset();
  server_channel_.reset();
  std::vector<std::uint32_t> ids;
  blanks_.clear();
  for (const auto& [id, sandbox] : sandboxes_) ids.push_back(id);
  for (const std::uint32_t id : ids) release(id);
  quick_deaths_ = now_ms() - server_started_ms_ < quick_ms ? quick_deaths_ + 1 : 0;
  // It said why it cannot run, or it was told to stop, or it dies at every start.
  constexpr int refused_to_start = 2;
  if (stop_signal_ != 0 || status == 0 || status == refused_to_start || quick_deaths_ >= most_quick_deaths) {
    exit_status_ = status;
    done_ = true;
    return;
  }
  start_server();
}

void Cage::send_facts() {
  std::vector<Fact> facts;
  const auto add = [&](std::string_view name, bool in_force, std::string_view why, std::string_view fix) {
    Fact fact{.in_force = in_force, .cgroup = cgroups_.version()};
    set_text(fact.name, name);
    if (!in_force) set_text(fact.why, why);
    if (!in_force) set_text(fact.fix, fix);
    facts.push_back(fact);
  };
  for (const char* name :
       {"namespaces", "read_only_root", "no_network", "no_capabilities", "no_new_privileges", "system_call_filter"})
    add(name, true, "", "");
  add("landlock", landlock_abi_ > 0, "this kernel has no Landlock, or it is not switched on",
      "use Linux 5.13 or newer and add landlock to the lsm= kernel parameter");
  add("cgroups", cgroups_.version() != CgroupVersion::none, cgroups_.why_not(),
      "start as root, or as a systemd service or scope with Delegate=yes");
  add("swap_limit", cgroups_.version() != CgroupVersion::none && cgroups_.swap_limited(),
      "memory that is swapped out is not counted", "boot with swapaccount=1, or switch swap off");
  add("hidden_store", roots_->hides_store(), "a program can read in /proc/self/mountinfo where the images are kept",
      "use a kernel with overlayfs (modprobe overlay), which is allowed in user namespaces from Linux 5.11 on");
  add("own_user_per_sandbox", !options_.rootless, "started without root: all sandboxes are the same user outside",
      "start as root");
  add("unprivileged_server", !options_.rootless, "started without root: the server is the same user as the sandboxes",
      "start as root");
  if (!options_.weakened.empty()) add("weakened_for_tests", false, options_.weakened, "start cordon-cage instead");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    facts[i].count = static_cast<std::uint32_t>(facts.size());
    facts[i].index = static_cast<std::uint32_t>(i);
    check(::send(server_channel_.get(), &facts[i], sizeof facts[i], MSG_NOSIGNAL), "tell the server what is in force");
  }
}

}  // namespace cordon::cage
