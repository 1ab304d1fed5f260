#include "host/cage/zygotes.hpp"

#include "base/passing.hpp"
#include "base/syscall.hpp"
#include "host/cage/clock.hpp"
#include "host/cage/launch.hpp"
#include "host/cage/zygote_setup.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <span>
#include <system_error>

namespace cordon::cage {
namespace {

using base::check;

// After so many children, or so long, another zygote takes over.
constexpr unsigned most_children = 2000;
constexpr std::int64_t oldest_ms = 3'600'000;
// How long one that died before it was ready is left alone.
constexpr std::int64_t rest_ms = 30'000;
constexpr GroupLimits own_limits{.memory = 1ULL << 30, .processes = 1024, .cpu_percent = 10'000};

constexpr std::uint64_t process_bit = 1;  // of an event's key: the process, not the socket

constexpr const char* library_names[runtimes] = {nullptr, "cordon-zygote-python.so", "cordon-zygote-node.so",
                                                   "cordon-zygote-node.so"};

}  // namespace

Zygotes::Zygotes(Options options, CgroupTree& cgroups, OnBirth on_birth)
    : options_{std::move(options)},
      cgroups_{cgroups},
      on_birth_{std::move(on_birth)},
      epoll_{base::check_fd(::epoll_create1(EPOLL_CLOEXEC), "epoll")} {
  for (std::size_t i = 0; i < runtimes && options_.possible; ++i)
    if (const std::string path = options_.folder + '/' + (library_names[i] != nullptr ? library_names[i] : "");
        library_names[i] != nullptr && ::access(path.c_str(), R_OK) == 0)
      libraries_[i] = sealed_copy(path);
}

Zygotes::~Zygotes() { end_all(); }

void Zygotes::end_all() {
  for (auto& [key, zygote] : zygotes_) {
    zygote.retiring = true;
    base::pidfd_send_signal(zygote.process.get(), SIGKILL);
  }
}

void Zygotes::watch(int fd, std::uint64_t key) {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = key}};
  check(::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event), "watch a zygote");
}

void Zygotes::ask(Kind kind, BirthRequest request, int channel, const std::vector<int>& groups) {
  if (!asks_for_memory(kind.runtime)) kind.memory = 0;
  std::vector<int> descriptors{channel};
  descriptors.insert(descriptors.end(), groups.begin(), groups.end());
  const auto send_to = [&](const Zygote& zygote) {
    return base::send_with_descriptors(zygote.socket.get(), std::as_bytes(std::span{&request, 1}), descriptors,
                                       MSG_NOSIGNAL | MSG_DONTWAIT);
  };
  Zygote* zygote = &current(kind);
  if (send_to(*zygote) < 0) {  // it died a moment ago, and we have not heard of it yet
    zygote->retiring = true;
    zygote = &start(kind);
    check(send_to(*zygote), "ask a zygote for a child");
  }
  zygote->expected.insert(request.sandbox);
  ++zygote->born;
}

Zygotes::Zygote& Zygotes::current(const Kind& kind) {
  for (auto& [key, zygote] : zygotes_) {
    if (zygote.kind != kind || zygote.retiring || !zygote.socket) continue;
    if (zygote.born < most_children && now_ms() - zygote.started_ms < oldest_ms) return zygote;
    zygote.retiring = true;
    retire_if_done(zygote);
  }
  if (const auto broken = broken_until_ms_.find(kind);
      broken != broken_until_ms_.end() && now_ms() < broken->second)
    throw std::system_error{EAGAIN, std::generic_category(), "start a runtime that did not start"};
  return start(kind);
}

Zygotes::Zygote& Zygotes::start(const Kind& kind) {
  const UniqueFd& library = libraries_[static_cast<std::size_t>(kind.runtime)];
  if (!library) throw std::system_error{ENOENT, std::generic_category(), "find the library of the runtime"};
  int ends[2], errors[2], grant[2];
  check(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), "make a socket pair");
  Zygote zygote{.kind = kind, .socket = UniqueFd{ends[0]}, .started_ms = now_ms()};
  const UniqueFd child_end{ends[1]};
  check(::pipe2(errors, O_CLOEXEC | O_NONBLOCK), "make a pipe");
  zygote.errors = UniqueFd{errors[0]};
  const UniqueFd errors_writer{errors[1]};
  check(::pipe2(grant, O_CLOEXEC), "make a pipe");
  zygote.grant = UniqueFd{grant[1]};
  const UniqueFd grant_reader{grant[0]};
  if (cgroups_.version() != CgroupVersion::none) {
    zygote.group = cgroups_.make();
    cgroups_.limit(zygote.group, own_limits);
  }
  const std::vector<UniqueFd> entrances = cgroups_.entrances(zygote.group);
  int process = -1;
  clone_args arguments{};
  arguments.flags = CLONE_PIDFD | CLONE_NEWNS | CLONE_NEWPID;
  arguments.pidfd = reinterpret_cast<std::uint64_t>(&process);
  arguments.exit_signal = SIGCHLD;
  const long pid = ::syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0)
    become_zygote({.runtime = kind.runtime,
                   .memory = kind.memory,
                   .root = kind.root,
                   .entrances = entrances,
                   .id = options_.first_id + max_sandboxes,
                   .socket = child_end.get(),
                   .agent = options_.agent,
                   .filter = options_.filter,
                   .library = library.get(),
                   .grant = grant_reader.get(),
                   .errors = errors_writer.get()});
  if (pid < 0 && !zygote.group.name.empty()) doomed_groups_.push_back(zygote.group.name);
  check(pid, "start a zygote");
  zygote.process = UniqueFd{process};
  zygote.pid = static_cast<int>(pid);
  const std::uint64_t key = (++next_key_) << 1;
  watch(zygote.socket.get(), key);
  watch(zygote.process.get(), key | process_bit);
  return zygotes_.emplace(key, std::move(zygote)).first->second;
}

void Zygotes::serve() {
  std::erase_if(doomed_groups_, [&](const std::string& name) { return cgroups_.remove(name); });
  epoll_event events[16];
  const int count = base::retry([&] { return ::epoll_wait(epoll_.get(), events, 16, 0); });
  for (int i = 0; i < count; ++i) {
    const auto found = zygotes_.find(events[i].data.u64 & ~process_bit);
    if (found == zygotes_.end()) continue;
    if (events[i].data.u64 & process_bit) {
      bury(found->second);
      zygotes_.erase(found);
    } else {
      hear(found->second);
    }
  }
}

void Zygotes::hear(Zygote& zygote) {
  while (zygote.socket && hear_one(zygote)) {
  }
}

bool Zygotes::hear_one(Zygote& zygote) {
  BirthReply reply;
  std::vector<UniqueFd> descriptors;
  const ssize_t n = base::receive_with_descriptors(zygote.socket.get(), std::as_writable_bytes(std::span{&reply, 1}),
                                                   descriptors, MSG_DONTWAIT);
  if (n < 0) return false;
  if (n == 0) {  // it has gone, or is about to: its process will say so
    zygote.socket.reset();
    return false;
  }
  if (n != sizeof reply) return true;
  if (reply.word == Word::wants_users) {
    let_users_in(zygote);
  } else if (reply.word == Word::ready) {
    zygote.ready = true;
  } else if (zygote.expected.erase(reply.sandbox) > 0) {
    const bool born = reply.word == Word::born && descriptors.size() == 1;
    on_birth_(reply.sandbox, born ? std::move(descriptors.front()) : UniqueFd{});
    retire_if_done(zygote);
  }
  return true;
}

// Of the zygote's user namespace: itself as root, and the users of sandboxes, which become those of user namespaces
// of their own. By its number, which nobody else can have: it is our child, and not waited for yet.
void Zygotes::let_users_in(Zygote& zygote) const {
  if (!zygote.grant) return;
  const std::string map = "0 " + std::to_string(options_.first_id + max_sandboxes) + " 1\n1 " +
                          std::to_string(options_.first_id) + ' ' + std::to_string(max_sandboxes) + '\n';
  for (const char* kind : {"uid", "gid"}) {
    const std::string path = "/proc/" + std::to_string(zygote.pid) + '/' + kind + "_map";
    const UniqueFd file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
    // Where this fails the zygote does too, and is found dead.
    if (!file || !base::write_all(file.get(), map)) base::pidfd_send_signal(zygote.process.get(), SIGKILL);
  }
  base::write_all(zygote.grant.get(), "u");
  zygote.grant.reset();
}

// It ends by itself when its last child has: they die with it.
void Zygotes::retire_if_done(Zygote& zygote) {
  if (zygote.retiring && zygote.expected.empty()) zygote.socket.reset();
}

void Zygotes::bury(Zygote& zygote) {
  siginfo_t info{};
  ::waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(zygote.process.get()), &info, WEXITED | WNOHANG);
  hear(zygote);
  for (const std::uint32_t sandbox : zygote.expected) on_birth_(sandbox, {});
  if (!zygote.ready) {
    broken_until_ms_[zygote.kind] = now_ms() + rest_ms;
    char said[512] = {};
    const ssize_t n = ::read(zygote.errors.get(), said, sizeof said - 1);
    std::fprintf(stderr, "cordon-cage: a runtime did not start (status %d): %.*s\n", info.si_status,
                 static_cast<int>(std::max<ssize_t>(n, 0)), said);
  }
  if (!zygote.group.name.empty() && !cgroups_.remove(zygote.group.name)) doomed_groups_.push_back(zygote.group.name);
}

}  // namespace cordon::cage
