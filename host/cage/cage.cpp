#include "host/cage/cage.hpp"

#include "base/landlock.hpp"
#include "base/passing.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "host/cage/clock.hpp"
#include "host/cage/landlock.hpp"
#include "host/cage/launch.hpp"
#include "host/cage/request.hpp"
#include "host/cage/setup.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <algorithm>
#include <csignal>
#include <span>
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

UniqueFd block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  check(::sigprocmask(SIG_SETMASK, &signals, nullptr), "block signals");
  return base::check_fd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd");
}

// The filter, where a zygote reads it.
UniqueFd filter_file(const std::vector<sock_filter>& filter) {
  UniqueFd file = base::check_fd(::memfd_create("filter", MFD_CLOEXEC), "memfd_create");
  const auto* bytes = reinterpret_cast<const char*>(filter.data());
  if (!base::write_all(file.get(), {bytes, filter.size() * sizeof(sock_filter)})) check(-1, "keep the filter");
  return file;
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
      program_filter_{filter_file(filters_.run)},
      zygotes_{std::make_unique<Zygotes>(
          Zygotes::Options{.folder = options_.agent.substr(0, options_.agent.rfind('/')),
                           .agent = agent_.get(),
                           .filter = program_filter_.get(),
                           .first_id = options_.first_id,
                           // Without root there is one user, and no room for one around the others.
                           .possible = !options_.rootless && options_.weakened.empty()},
          cgroups_, [this](std::uint32_t id, UniqueFd process) { born(id, std::move(process)); })},
      stage_{options_.languages.empty() ? nullptr
                                        : std::make_unique<Stage>(options_.languages, options_.staged_languages)},
      roots_{std::make_unique<Roots>(options_.store, options_.mount_point, !options_.rootless)},
      epoll_{base::check_fd(::epoll_create1(EPOLL_CLOEXEC), "epoll")},
      signals_{block_signals()} {
  for (unsigned slot = 0; slot < max_sandboxes; ++slot) free_slots_.push_back(slot);
  watch(signals_.get(), signals_key);
  watch(zygotes_->events(), zygotes_key);
  if (stage_) {
    stage_->copy();
    watch(stage_->changes(), manifests_key);
  }
}

Cage::~Cage() {
  for (auto& [id, sandbox] : sandboxes_)
    if (sandbox.process) base::pidfd_send_signal(sandbox.process.get(), SIGKILL);
  zygotes_.reset();
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
    } else if (key == zygotes_key) {
      zygotes_->serve();
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
    const std::string digest{message.image, sizeof message.image};
    // A blank has a copy of our mounts as they were when it was made.
    if (!roots_->is_mounted(digest)) discard_blanks();
    const std::string& root = roots_->root_of(digest);
    Sandbox& sandbox = message.runtime == Runtime::none ? make(message, root) : ask_zygote(message, root);
    reply.sandbox = sandbox.id;
    answer(reply, &sandbox);
    sandbox.stream.reset();
  } catch (const std::system_error& error) {
    reply.error_number = error.code().value();
    set_text(reply.step, error.what());
    answer(reply, nullptr);
  }
}

Cage::Sandbox& Cage::make(const CreateMessage& message, const std::string& root) {
  Assignment assignment{.spec = message};
  set_text(assignment.root, root);
  Sandbox& sandbox = take_blank();
  try {
    // In one piece: the stream is empty and has room for much more. It may have died a moment ago.
    check(base::retry([&] { return ::send(sandbox.stream.get(), &assignment, sizeof assignment, MSG_NOSIGNAL); }),
          "tell the sandbox what to be");
    // While it sets itself up. Nothing of the guest runs before the server has the stream, which is after this.
    set_limits(sandbox, limits_of(message));
  } catch (const std::system_error&) {
    release(sandbox.id);
    throw;
  }
  return sandbox;
}

Cage::Sandbox& Cage::ask_zygote(const CreateMessage& message, const std::string& root) {
  if (free_slots_.empty()) throw std::system_error{EAGAIN, std::generic_category(), "find a free user id"};
  auto [stream, channel, group] = begin();
  const std::uint32_t id = next_id();
  const unsigned slot = free_slots_.front();
  free_slots_.pop_front();
  Sandbox made{.id = id, .stream = std::move(stream), .group = std::move(group), .slot = slot, .expected = true};
  Sandbox& sandbox = sandboxes_.emplace(id, std::move(made)).first->second;
  try {
    // Before there is anything in the group.
    set_limits(sandbox, limits_of(message));
    const std::vector<UniqueFd> entrances = cgroups_.entrances(sandbox.group);
    std::vector<int> groups;
    for (const UniqueFd& entrance : entrances) groups.push_back(entrance.get());
    zygotes_->ask({.runtime = message.runtime, .root = root, .memory = message.memory},
                  {.sandbox = id,
                   .user = slot + 1,
                   .work_folder = message.work_folder,
                   .work_files = message.work_files,
                   .landlock_abi = landlock_abi_,
                   .hidden_processes = cgroups_.version() != CgroupVersion::none},
                  channel.get(), groups);
  } catch (const std::system_error&) {
    sandbox.expected = false;
    release(id);
    throw;
  }
  return sandbox;
}

void Cage::born(std::uint32_t id, UniqueFd process) {
  const auto found = sandboxes_.find(id);
  if (found == sandboxes_.end()) return;
  found->second.expected = false;
  found->second.process = std::move(process);
  if (found->second.process) watch(found->second.process.get(), id);
  if (!found->second.released) return;
  if (found->second.process) {
    dying_.push_back(id);
    base::pidfd_send_signal(found->second.process.get(), SIGKILL);
  }
  forget_if_done(id);
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

Cage::Beginning Cage::begin() {
  int ends[2];
  check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "make a socket pair");
  Beginning beginning{.stream = UniqueFd{ends[0]}, .channel = UniqueFd{ends[1]}, .group = {}};
  if (cgroups_.version() != CgroupVersion::none) beginning.group = cgroups_.make();
  return beginning;
}

std::uint32_t Cage::clone_blank() {
  auto [stream, channel, group] = begin();
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
  const std::uint32_t id = next_id();
  sandboxes_.emplace(id, Sandbox{.id = id,
                                 .process = UniqueFd{process},
                                 .stream = std::move(stream),
                                 .group = std::move(group),
                                 .slot = slot});
  watch(process, id);
  return id;
}

void Cage::answer(const Reply& reply, const Sandbox* sandbox) {
  std::vector<int> descriptors;
  if (sandbox != nullptr) {
    descriptors.push_back(sandbox->stream.get());
    for (const UniqueFd& directory : sandbox->group.directories)
      if (descriptors.size() < max_reply_descriptors) descriptors.push_back(directory.get());
  }
  if (base::send_with_descriptors(server_channel_.get(), std::as_bytes(std::span{&reply, 1}), descriptors, MSG_NOSIGNAL) < 0 &&
      sandbox != nullptr)
    release(sandbox->id);  // the server is going; its death is told separately
}

void Cage::limit(const LimitMessage& message) {
  Reply reply{.tag = message.tag, .sandbox = no_sandbox};
  const auto found = sandboxes_.find(message.sandbox);
  try {
    if (found == sandboxes_.end()) throw std::system_error{ESRCH, std::generic_category(), "find the sandbox"};
    if (!valid(message)) throw std::system_error{EINVAL, std::generic_category(), "the limits that were asked for"};
    set_limits(found->second, limits_of(message));
  } catch (const std::system_error& error) {
    reply.error_number = error.code().value();
    set_text(reply.step, error.what());
    release(message.sandbox);  // a limit that cannot be set must not be missing
  }
  answer(reply, nullptr);
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
  if (found->second.process || found->second.expected || !found->second.released) return;
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

}  // namespace cordon::cage
