#include "host/sandbox/agent_channel.hpp"

#include "base/syscall.hpp"

#include <poll.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::sandbox {

AgentChannel::AgentChannel(asio::any_io_executor executor, UniqueFd stream)
    : stream_{std::move(executor), stream.release()} {
  stream_.non_blocking(true);
}

AgentChannel::~AgentChannel() = default;

bool AgentChannel::quiet() {
  pollfd readable{stream_.native_handle(), POLLIN, 0};
  return ::poll(&readable, 1, 0) == 0;
}

void AgentChannel::send(const protocol::FromHost& message) {
  queue(message);
  flush();
}

void AgentChannel::flush() {
  if (waiting_to_write_ || !stream_.is_open()) return;
  while (written_ < outgoing_.size()) {
    const ssize_t n = base::retry(
        [&] { return ::write(stream_.native_handle(), outgoing_.data() + written_, outgoing_.size() - written_); });
    if (n >= 0) {
      written_ += static_cast<std::size_t>(n);
      continue;
    }
    if (errno == EAGAIN) {
      waiting_to_write_ = true;
      stream_.async_wait(asio::posix::stream_descriptor::wait_write,
                         [this, alive = std::weak_ptr{alive_}](boost::system::error_code error) {
                           if (error || alive.expired()) return;
                           waiting_to_write_ = false;
                           flush();
                         });
      return;
    }
    break;  // the agent is gone; its reader will see that
  }
  outgoing_.clear();
  written_ = 0;
}

Task<Result<protocol::FromAgent>> AgentChannel::receive() {
  if (incoming_.empty()) incoming_.resize(protocol::chunk_size + 64);
  for (;;) {
    if (auto message = decoder_.next_from_agent()) co_return std::move(*message);
    if (decoder_.bad()) co_return fail(Errc::internal, "the agent sent what is not a frame");
    const auto [error, n] =
        co_await stream_.async_read_some(asio::buffer(incoming_), asio::as_tuple(asio::use_awaitable));
    if (error) co_return fail(Errc::internal, "the agent's stream ended: " + error.message());
    decoder_.feed(std::string_view{incoming_}.substr(0, n));
  }
}

}  // namespace cordon::sandbox
