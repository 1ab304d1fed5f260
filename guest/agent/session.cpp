#include "guest/agent/session.hpp"

#include "base/syscall.hpp"
#include "guest/agent/files.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <system_error>

namespace cordon::agent {
namespace {

// Above this many bytes of output the host is slow: leave the rest in the pipes, so that the program waits.
constexpr std::size_t backlog_limit = 256 << 10;
constexpr int watch_interval_ms = 10;
constexpr const char* work_folder_path = "/box";

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

}  // namespace

Session::Session(UniqueFd channel, UniqueFd signals, UniqueFd work_folder, Listener listener, UniqueFd file_rules,
                 NetworkCounters network, std::optional<Runtime> parked)
    : channel_{std::move(channel)},
      signals_{std::move(signals)},
      work_folder_{std::move(work_folder)},
      file_rules_{std::move(file_rules)},
      listener_{std::move(listener)},
      network_{std::move(network)},
      parked_{std::move(parked)} {
  ::fcntl(channel_.get(), F_SETFL, O_NONBLOCK);
}

bool Session::backlogged() const { return outgoing_.size() - written_ > backlog_limit; }

void Session::run() {
  if (!parked_) send(protocol::Ready{});
  while (!host_gone_) wait_for_events();
}

void Session::wait_for_events() {
  enum { channel, signals, listener, output, error_output, input, readiness, count };
  std::array<pollfd, count> polled{};
  polled[channel] = {channel_.get(), static_cast<short>(POLLIN | (outgoing_.size() > written_ ? POLLOUT : 0)), 0};
  polled[signals] = {signals_.get(), POLLIN, 0};
  polled[listener] = {program_ || parked_ ? listener_.descriptor() : -1, POLLIN, 0};
  const bool listen = program_ && !backlogged();
  polled[output] = {listen && program_->output ? program_->output.get() : -1, POLLIN, 0};
  polled[error_output] = {listen && program_->error_output ? program_->error_output.get() : -1, POLLIN, 0};
  const bool feed = program_ && program_->input && (!input_.empty() || input_ended_);
  polled[input] = {feed ? program_->input.get() : -1, POLLOUT, 0};
  polled[readiness] = {parked_ && !parked_->ready() ? parked_->readiness.get() : -1, POLLIN, 0};

  const int timeout = program_ && program_->watched() ? watch_interval_ms : -1;
  base::retry([&] { return ::poll(polled.data(), polled.size(), timeout); });

  if (polled[channel].revents & (POLLIN | POLLHUP | POLLERR)) read_channel();
  if (polled[readiness].revents & (POLLIN | POLLHUP)) hear_parked();
  if (polled[listener].revents & POLLIN) listener_.answer();
  if (program_ && (polled[output].revents & (POLLIN | POLLHUP))) read_output(program_->output, false);
  if (program_ && (polled[error_output].revents & (POLLIN | POLLHUP))) read_output(program_->error_output, true);
  if (program_ && (polled[input].revents & (POLLOUT | POLLERR))) write_input();
  if (polled[signals].revents & POLLIN) {
    signalfd_siginfo discarded[8];
    while (::read(signals_.get(), discarded, sizeof discarded) > 0) {
    }
    if (program_ && program_->reap()) finish();
    if (parked_ && parked_->has_died()) lose_parked();
  }
  if (program_ && program_->watched()) {
    program_->watch();
    if (program_->reap()) finish();
  }
  write_channel();
}

void Session::read_channel() {
  char chunk[protocol::chunk_size];
  const ssize_t n = base::retry([&] { return ::read(channel_.get(), chunk, sizeof chunk); });
  if (n == 0 || (n < 0 && errno != EAGAIN)) {
    host_gone_ = true;
    return;
  }
  if (n > 0) decoder_.feed({chunk, static_cast<std::size_t>(n)});
  while (auto message = decoder_.next_from_host()) handle(std::move(*message));
  if (decoder_.bad()) host_gone_ = true;
}

void Session::handle(protocol::FromHost message) {
  try {
    std::visit(Overloaded{
                   [&](const protocol::Put& m) { put_file(work_folder_.get(), m); },
                   [&](const protocol::Run& m) { start(m); },
                   [&](protocol::Input& m) {
                     if (program_ && program_->input && !input_ended_) input_ += m.data;
                   },
                   [&](const protocol::InputEnd&) { input_ended_ = true; },
                   [&](const protocol::Signal& m) {
                     if (program_) program_->signal(m.number);
                   },
                   [&](const protocol::Stop&) {
                     if (!program_) return;
                     program_->kill_all();
                     finish();
                   },
                   [&](const protocol::Collect& m) {
                     send(collect_files(work_folder_.get(), m, [&](const protocol::File& file) { send(file); }));
                   },
               },
               message);
  } catch (const std::system_error& error) {
    send(protocol::Failed{.step = error.what(), .error_number = error.code().value()});
  }
}

void Session::start(const protocol::Run& run) {
  if (program_) throw std::system_error{EBUSY, std::generic_category(), "a program is running"};
  if (run.start != protocol::Start::hand_over && parked_) end_parked();
  listener_.program_starts(run.memory);
  if (run.start == protocol::Start::park) {
    parked_ = Runtime{run, file_rules_.get()};
    listener_.program_started(parked_->pid);
    return;
  }
  if (run.start == protocol::Start::hand_over) listener_.forget_denied();
  input_.clear();
  input_ended_ = false;
  if (run.start == protocol::Start::execute) {
    program_ = std::make_unique<Program>(run, file_rules_.get());
  } else if (parked_ && parked_->ready() && !parked_->has_died()) {
    program_ = std::make_unique<Program>(run, std::move(*parked_));
    parked_.reset();
  } else {
    throw std::system_error{ESRCH, std::generic_category(), "hand a program to a runtime that does not wait"};
  }
  listener_.program_started(program_->pid());
}

// Another program is to be started in its place.
void Session::end_parked() {
  ::kill(parked_->pid, SIGKILL);
  base::retry([&] { return ::waitpid(parked_->pid, nullptr, 0); });
  parked_.reset();
}

void Session::hear_parked() {
  try {
    parked_->says_ready();
    send(protocol::Ready{});
  } catch (const std::system_error& error) {
    parked_.reset();
    send(protocol::Failed{.step = error.what(), .error_number = error.code().value()});
  }
}

// There is nobody to give a program to: whoever looks before he gives one sees that there is something to read.
void Session::lose_parked() {
  parked_.reset();
  send(protocol::Failed{.step = "keep a runtime waiting", .error_number = ECHILD});
}

// The program is dead. What it started dies now; then its pipes can be read to their ends without waiting.
void Session::finish() {
  program_->kill_all();
  drain(program_->output, false);
  drain(program_->error_output, true);
  protocol::Exit exit = program_->exit();
  exit.denied_calls = listener_.denied();
  exit.unreachable = network_.unreachable();
  exit.signalled_itself = WIFSIGNALED(exit.wait_status) && listener_.sent(WTERMSIG(exit.wait_status));
  if (exit.wait_status != 0) look_at_files(exit);
  send(exit);
  program_.reset();
}

// Of a program that failed. Where a runtime ignores SIGXFSZ, or a place is full, nothing else tells that this was
// the reason.
void Session::look_at_files(protocol::Exit& exit) const {
  using protocol::FullPlace;
  constexpr std::pair<const char*, FullPlace> places[] = {
      {work_folder_path, FullPlace::box}, {"/tmp", FullPlace::tmp}, {"/dev/shm", FullPlace::shm}};
  for (const auto& [path, place] : places) {
    const UniqueFd folder{::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder) continue;
    const std::uint64_t most = program_->file_size();
    exit.file_limit_reached = exit.file_limit_reached || (most != 0 && holds_file_of(folder.get(), most));
    if (exit.full == protocol::FullPlace::none && is_full(folder.get())) exit.full = place;
  }
}

void Session::drain(UniqueFd& pipe, bool error_stream) {
  while (pipe && !host_gone_) {
    read_output(pipe, error_stream);
    if (backlogged()) {  // at most what a pipe holds: wait for the host, it always reads
      pollfd channel{channel_.get(), POLLOUT, 0};
      base::retry([&] { return ::poll(&channel, 1, -1); });
      write_channel();
    }
  }
}

void Session::read_output(UniqueFd& pipe, bool error_stream) {
  char chunk[protocol::chunk_size];
  const ssize_t n = base::retry([&] { return ::read(pipe.get(), chunk, sizeof chunk); });
  if (n > 0)
    protocol::append_output(outgoing_, error_stream, {chunk, static_cast<std::size_t>(n)});
  else if (n == 0 || errno != EAGAIN)
    pipe.reset();
}

void Session::write_input() {
  if (!input_.empty()) {
    const ssize_t n = base::retry([&] { return ::write(program_->input.get(), input_.data(), input_.size()); });
    if (n < 0 && errno == EAGAIN) return;
    // A program that closed its standard input gets no more: the rest counts as read.
    const std::size_t consumed = n < 0 ? input_.size() : static_cast<std::size_t>(n);
    if (n < 0) program_->input.reset();
    input_.erase(0, consumed);
    send(protocol::InputCredit{static_cast<std::uint32_t>(consumed)});
  }
  if (input_.empty() && input_ended_) program_->input.reset();
}

void Session::send(const protocol::FromAgent& message) {
  outgoing_ += protocol::encode(message);
  if (outgoing_.size() - written_ > 4 * backlog_limit) {  // files being collected: do not hold them all
    pollfd channel{channel_.get(), POLLOUT, 0};
    base::retry([&] { return ::poll(&channel, 1, -1); });
    write_channel();
  }
}

void Session::write_channel() {
  while (written_ < outgoing_.size() && !host_gone_) {
    const ssize_t n =
        base::retry([&] { return ::write(channel_.get(), outgoing_.data() + written_, outgoing_.size() - written_); });
    if (n < 0 && errno == EAGAIN) return;
    if (n < 0) {
      host_gone_ = true;
      return;
    }
    written_ += static_cast<std::size_t>(n);
  }
  outgoing_.clear();
  written_ = 0;
}

}  // namespace cordon::agent
