// One process in the role of a language worker: started, talked to, killed. It knows nothing of
// plugins. Owned by Worker; event-loop thread.
#pragma once

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

  Task<Result<>> send(Kind kind, std::string body);
  Task<Result<Message>> receive();

 private:
  WorkerProcess(asio::local::stream_protocol::socket socket, UniqueFd pidfd);

  asio::local::stream_protocol::socket socket_;
  UniqueFd pidfd_;
};

}  // namespace cordon::languages
