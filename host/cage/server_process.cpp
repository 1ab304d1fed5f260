// The server, as the cage sees it: a process that is started, watched, and started again.
#include "base/syscall.hpp"
#include "host/cage/cage.hpp"
#include "host/cage/clock.hpp"
#include "host/cage/launch.hpp"

#include <sys/socket.h>
#include <vector>

namespace cordon::cage {

using base::check;

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
  zygotes_->end_all();  // whatever it was that the server died of, nothing of it is to go on
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

}  // namespace cordon::cage
