// A sandbox whose agent is the test: one end of a socket pair is what the host talks to, the other is read and
// written by hand. What the kernel would count is what the test says.
#pragma once

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <functional>
#include <optional>
#include <vector>

#include "base/syscall.hpp"
#include "host/sandbox/sandbox.hpp"

namespace cordon::sandbox {

class FakeSandbox final : public Sandbox {
 public:
  explicit FakeSandbox(asio::io_context& context) {
    std::signal(SIGPIPE, SIG_IGN);  // as in the server
    int ends[2];
    base::check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends), "make a socket pair");
    channel_.emplace(context.get_executor(), UniqueFd{ends[0]});
    agent_ = UniqueFd{ends[1]};
  }

  // Sandbox
  AgentChannel& agent() override { return *channel_; }
  [[nodiscard]] Counters counters() const override { return counted; }
  [[nodiscard]] std::uint64_t memory_peak(std::uint64_t /*known*/) const override { return peak; }
  // Takes its time, as the cage does.
  Task<Result<>> limit(const Limits& limits) override { return set(limits); }
  void kill() override {
    killed = true;
    agent_.reset();
  }

  std::vector<Limits> limited;  // how, one after the other
  bool can_be_limited = true;

  // The agent's side.
  void says(const protocol::FromAgent& message) { says_bytes(protocol::encode(message)); }
  void says_bytes(std::string_view bytes) {
    while (agent_ && !bytes.empty()) {
      const ssize_t n = ::send(agent_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      ASSERT_GT(n, 0) << "the host does not read";
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void dies() { agent_.reset(); }

  // What the host has said since the last time.
  std::vector<protocol::FromHost> heard() {
    char block[64 << 10];
    if (agent_)
      for (ssize_t n; (n = ::recv(agent_.get(), block, sizeof block, 0)) > 0;)
        decoder_.feed({block, static_cast<std::size_t>(n)});
    std::vector<protocol::FromHost> messages;
    while (auto message = decoder_.next_from_host()) messages.push_back(std::move(*message));
    return messages;
  }

  Counters counted{.counted = true};
  std::uint64_t peak = 0;
  bool killed = false;

 private:
  Task<Result<>> set(Limits limits) {
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    if (!can_be_limited) co_return fail(Errc::internal, "no limits could be set");
    limited.push_back(limits);
    co_return Result<>{};
  }
  std::optional<AgentChannel> channel_;
  UniqueFd agent_;
  protocol::Decoder decoder_;
};

// Drives the event loop, at most for `patience`, until the condition holds, which is not asked again then.
inline bool run_until(asio::io_context& context, const std::function<bool()>& holds,
                      milliseconds patience = seconds{5}) {
  const auto end = std::chrono::steady_clock::now() + patience;
  context.restart();
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    context.run_one_for(milliseconds{10});
  }
  return true;
}

template <class Message>
std::size_t count_of(const std::vector<protocol::FromHost>& messages) {
  std::size_t count = 0;
  for (const auto& message : messages) count += std::holds_alternative<Message>(message) ? 1 : 0;
  return count;
}

}  // namespace cordon::sandbox
