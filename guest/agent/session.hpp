// One host at the other end of a stream, and at most one running program. Single-threaded.
#pragma once

#include "base/unique_fd.hpp"
#include "guest/agent/listener.hpp"
#include "guest/agent/program.hpp"
#include "guest/agent/unreachable.hpp"
#include "guest/protocol/codec.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace cordon::agent {

class Session {
 public:
  // `signals`: a signalfd for SIGCHLD. `work_folder`: where files are put and programs start. `file_rules`: the
  // Landlock ruleset that every program enters, or none. `parked`: a runtime that we were started beside.
  Session(UniqueFd channel, UniqueFd signals, UniqueFd work_folder, Listener listener, UniqueFd file_rules,
          NetworkCounters network, std::optional<Runtime> parked);

  // Serves the host until it goes away.
  void run();

 private:
  void handle(protocol::FromHost message);
  void start(const protocol::Run& run);
  void end_parked();
  void hear_parked();
  void lose_parked();
  void finish();
  void look_at_files(protocol::Exit& exit) const;
  void send(const protocol::FromAgent& message);
  void read_channel();
  void write_channel();
  void write_input();
  void read_output(UniqueFd& pipe, bool error_stream);
  void drain(UniqueFd& pipe, bool error_stream);
  void wait_for_events();
  [[nodiscard]] bool backlogged() const;

  UniqueFd channel_, signals_, work_folder_, file_rules_;
  Listener listener_;
  NetworkCounters network_;
  protocol::Decoder decoder_;
  std::string outgoing_;     // frames not yet written
  std::size_t written_ = 0;  // of outgoing_
  std::string input_;        // for the program, not yet written to its pipe
  bool input_ended_ = false;
  bool host_gone_ = false;
  std::optional<Runtime> parked_;  // a runtime that waits, or is about to
  std::unique_ptr<Program> program_;
};

}  // namespace cordon::agent
