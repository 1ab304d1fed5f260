// The host's end of an agent's stream. Single event-loop thread; one reader at a time.
//
// Everything that comes out of it was sent by a sandbox: bounded by the codec, otherwise untrusted.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "base/unique_fd.hpp"
#include "guest/protocol/codec.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <string>

namespace cordon::sandbox {

class AgentChannel {
 public:
  AgentChannel(asio::any_io_executor executor, UniqueFd stream);
  ~AgentChannel();
  AgentChannel(const AgentChannel&) = delete;
  AgentChannel& operator=(const AgentChannel&) = delete;

  // Queues a frame and writes as much of the queue as the stream takes now; the rest follows by itself.
  void send(const protocol::FromHost& message);
  // The same without writing yet: several frames, one system call.
  void queue(const protocol::FromHost& message) { outgoing_ += protocol::encode(message); }
  void flush();

  // Bytes that wait because the agent does not read.
  [[nodiscard]] std::size_t backlog() const { return outgoing_.size() - written_; }

  // The next message; Errc::internal when the stream has ended or the agent broke the protocol.
  Task<Result<protocol::FromAgent>> receive();

  // Nothing to read, and not ended: what an agent that waits for work looks like.
  [[nodiscard]] bool quiet();

 private:
  asio::posix::stream_descriptor stream_;
  protocol::Decoder decoder_;
  std::string incoming_;
  std::string outgoing_;
  std::size_t written_ = 0;
  bool waiting_to_write_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>();  // a handler may be called after our end
};

}  // namespace cordon::sandbox
