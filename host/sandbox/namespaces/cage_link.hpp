// The server's end of the socket to the cage (host/cage/spec.hpp). Single event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/task.hpp"
#include "base/unique_fd.hpp"
#include "host/cage/spec.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace cordon::sandbox::namespaces {

class CageLink {
 public:
  // `on_lost` is called once if the cage dies: nothing can be run any more.
  CageLink(asio::any_io_executor executor, UniqueFd channel, std::function<void()> on_lost);

  // What the cage says first: blocks for a moment, at start-up only.
  Result<std::vector<cage::Fact>> read_facts();
  // After read_facts(): begins to listen for replies.
  void start();

  struct Created {
    std::uint32_t sandbox = 0;
    UniqueFd stream;
    std::vector<UniqueFd> cgroups;
  };
  Task<Result<Created>> create(cage::CreateMessage message);
  // The limits hold when this is done. An error: they could not be set, and the sandbox is gone.
  Task<Result<>> limit(cage::LimitMessage message);
  void destroy(std::uint32_t sandbox);

 private:
  struct Waiting {
    explicit Waiting(const asio::any_io_executor& executor) : timer{executor, asio::steady_timer::time_point::max()} {}
    asio::steady_timer timer;  // cancelled when the reply is there
    cage::Reply reply;
    std::vector<UniqueFd> descriptors;
    bool answered = false;
  };
  template <class Message>
  Task<Result<std::shared_ptr<Waiting>>> ask(Message message);
  void listen();
  bool receive_one();
  void lost();

  asio::posix::stream_descriptor channel_;
  std::function<void()> on_lost_;
  std::map<std::uint32_t, std::shared_ptr<Waiting>> waiting_;
  std::uint32_t next_tag_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace cordon::sandbox::namespaces
