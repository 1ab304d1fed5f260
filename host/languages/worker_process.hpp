// One process in the role of a language worker: started, talked to, killed. It knows nothing of
// plugins. Owned by Worker; event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/task.hpp"
#include "base/unique_fd.hpp"
#include "host/languages/messages.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cordon::languages {

class WorkerProcess {
 public:
  // Runs `executable` with `arguments` and its end of the socket as descriptor worker_socket.
  static Result<std::unique_ptr<WorkerProcess>> start(asio::any_io_executor executor,
                                                      const std::filesystem::path& executable,
                                                      const std::vector<std::string>& arguments);
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  // Kills it; the loop collects its exit status later.
  ~WorkerProcess();

  [[nodiscard]] bool is_alive() const;
  void kill();

  Task<Result<>> send(Kind kind, std::string body);
  // The next message that is not for the log. An error leaves the process in the middle of something:
  // it is of no use any more.
  Task<Result<Message>> answer(milliseconds time);
  // Both, within that time.
  Task<Result<Message>> ask(Kind kind, std::string body, milliseconds time);

 private:
  WorkerProcess(asio::local::stream_protocol::socket socket, UniqueFd pidfd);
  Task<Result<Message>> receive();
  Task<Result<Message>> receive_answer();
  Task<Result<Message>> send_and_receive(Kind kind, std::string body);

  asio::local::stream_protocol::socket socket_;
  UniqueFd pidfd_;
};

}  // namespace cordon::languages
