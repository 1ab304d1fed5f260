#include "guest/agent/listener.hpp"

#include "base/syscall.hpp"

#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <algorithm>
#include <csignal>
#include <ctime>
#include <string>

namespace cordon::agent {
namespace {

std::int64_t now_s() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

constexpr int agent = 1;

UniqueFd memory_of(int pid) {
  return UniqueFd{::open(("/proc/" + std::to_string(pid) + "/mem").c_str(), O_WRONLY | O_CLOEXEC)};
}

// The signal that a call sends; 0 if it sends none.
int signal_of(const seccomp_data& call) {
  switch (call.nr) {
    case SYS_kill:
    case SYS_tkill:
    case SYS_rt_sigqueueinfo:
    case SYS_pidfd_send_signal:
      return static_cast<int>(call.args[1]);
    case SYS_tgkill:
    case SYS_rt_tgsigqueueinfo:
      return static_cast<int>(call.args[2]);
    default:
      return 0;
  }
}

// How the numbers that a call was made with, and nothing that they point to, are acceptable after all.
bool concerns_others_only(const seccomp_data& call) {
  switch (call.nr) {
    case SYS_sched_getaffinity:
    case SYS_sched_setaffinity:
    case SYS_sched_setscheduler:
    case SYS_sched_setparam:
    case SYS_sched_setattr:
      return static_cast<int>(call.args[0]) != agent;
    case SYS_setpriority:  // of all processes of our user, the agent would be one
      return static_cast<int>(call.args[1]) != agent && static_cast<int>(call.args[0]) != PRIO_USER;
    default:
      return false;
  }
}

}  // namespace

void Listener::program_starts(std::uint64_t memory) {
  memory_ = memory;
  signals_ = 0;
  started_s_ = now_s();
}

void Listener::program_started(int pid) { may_write_ = static_cast<bool>(memory_of(pid)); }

bool Listener::sent(int signal) const { return signal > 0 && signal < 64 && (signals_ >> signal & 1) != 0; }

void Listener::answer() {
  union {
    seccomp_notif call;
    char room[256];  // a later kernel may say more than our header knows
  } received{};
  // EINTR, ENOENT: the caller was killed meanwhile.
  if (::ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_RECV, &received) != 0) return;
  union {
    seccomp_notif_resp response;
    char room[256];
  } answer{};
  answer.response.id = received.call.id;
  if (received.call.data.nr == SYS_sysinfo)
    answer_sysinfo(received.call, answer.response);
  else if (const int signal = signal_of(received.call.data); signal > 0 && signal < 64)
    signals_ |= std::uint64_t{1} << signal, answer.response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  else if (!concerns_others_only(received.call.data))
    refuse(received.call, answer.response);
  else if (received.call.data.nr != SYS_sched_setaffinity)  // which is done by not doing it
    answer.response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  ::ioctl(descriptor_.get(), SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

void Listener::refuse(const seccomp_notif& call, seccomp_notif_resp& response) {
  count(static_cast<std::uint32_t>(call.data.nr));
  response.error = -EPERM;
}

void Listener::count(std::uint32_t number) {
  const auto found = std::ranges::find(denied_, number, &protocol::DeniedCall::number);
  if (found != denied_.end())
    ++found->count;
  else if (denied_.size() < protocol::max_denied_calls)
    denied_.push_back({number, 1});
}

void Listener::answer_sysinfo(const seccomp_notif& call, seccomp_notif_resp& response) const {
  struct sysinfo told{};
  told.mem_unit = 1;
  told.totalram = told.freeram = memory_;
  told.uptime = now_s() - started_s_;
  told.procs = 1;
  const UniqueFd memory = memory_of(static_cast<int>(call.pid));
  const auto place = static_cast<off_t>(call.data.args[0]);
  if (memory_ != 0 && memory && ::pwrite(memory.get(), &told, sizeof told, place) == sizeof told) return;
  // Where nobody may write into another's memory (Yama) the kernel answers, which tells how large the machine is.
  // A program that made itself undumpable, or has no room for the answer, is not worth that.
  if (may_write_)
    response.error = memory ? -EFAULT : -EPERM;
  else
    response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
}

}  // namespace cordon::agent
