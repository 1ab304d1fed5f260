#include "host/languages/worker_process.hpp"

#include "base/log.hpp"
#include "base/scope_exit.hpp"
#include "base/syscall.hpp"
#include "host/languages/worker_main.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <utility>

namespace cordon::languages {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

// Readiness is a hint: the loop may wake for the event of a descriptor that had this number before.
Task<> collect(UniqueFd pidfd) {
  asio::posix::stream_descriptor descriptor{co_await asio::this_coro::executor, pidfd.release()};
  for (;;) {
    siginfo_t info{};
    const auto id = static_cast<id_t>(descriptor.native_handle());
    if (::waitid(P_PIDFD, id, &info, WEXITED | WNOHANG) != 0 || info.si_pid != 0) co_return;
    const auto [error] = co_await descriptor.async_wait(asio::posix::descriptor_base::wait_read, quietly);
    if (error) co_return;
  }
}

// Null-terminated, as posix_spawn wants it.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

Result<pid_t> spawn(const std::filesystem::path& executable, const std::vector<std::string>& arguments, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  const ScopeExit release{[&] {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }};
  ::posix_spawn_file_actions_adddup2(&actions, socket, worker_socket);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, worker_socket + 1);
  // Its own process group: a Ctrl-C at the terminal is for the server, which still finishes what runs.
  sigset_t none, all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  std::vector<std::string> argv{executable.string()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"LANG=C.UTF-8"};  // nothing of the server's, which may hold secrets
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, executable.c_str(), &actions, &attributes, pointers(argv).data(),
                                  pointers(environment).data());
  if (error != 0) return fail_errno("start the language worker " + executable.string(), error);
  return pid;
}

void write_to_log(const Message& message) {
  const auto line = decode<LogLine>(message.body);
  if (!line) return;
  const auto level = line->severity == Severity::error     ? spdlog::level::err
                     : line->severity == Severity::warning ? spdlog::level::warn
                                                           : spdlog::level::info;
  log::log(level, "plugin of language {}: {}", line->language, line->line);
}

Task<Result<Message>> within(milliseconds time, Task<Result<Message>> answer) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer deadline{co_await asio::this_coro::executor, time};
  auto first = co_await (std::move(answer) || deadline.async_wait(asio::use_awaitable));
  if (first.index() == 0) co_return std::get<0>(std::move(first));
  co_return fail(Errc::internal, "it took longer than " + std::to_string(time.count()) + " ms");
}

}  // namespace

WorkerProcess::WorkerProcess(asio::local::stream_protocol::socket socket, UniqueFd pidfd)
    : socket_{std::move(socket)}, pidfd_{std::move(pidfd)} {}

WorkerProcess::~WorkerProcess() {
  kill();
  asio::co_spawn(socket_.get_executor(), collect(std::move(pidfd_)), asio::detached);
}

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(asio::any_io_executor executor,
                                                            const std::filesystem::path& executable,
                                                            const std::vector<std::string>& arguments) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return fail_errno("make a socket pair");
  UniqueFd ours{ends[0]};
  const UniqueFd theirs{ends[1]};
  TRY(const pid_t pid, spawn(executable, arguments, theirs.get()));
  UniqueFd pidfd{base::pidfd_open(pid)};
  if (!pidfd) {
    const int error = errno;
    ::kill(pid, SIGKILL);  // still our child, and not waited for: the number cannot be another's
    ::waitpid(pid, nullptr, 0);
    return fail_errno("open a pidfd", error);
  }
  asio::local::stream_protocol::socket socket{executor};
  socket.assign({}, ours.release());
  return std::unique_ptr<WorkerProcess>{new WorkerProcess{std::move(socket), std::move(pidfd)}};
}

bool WorkerProcess::is_alive() const {
  siginfo_t info{};
  const auto id = static_cast<id_t>(pidfd_.get());
  return ::waitid(P_PIDFD, id, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

void WorkerProcess::kill() { base::pidfd_send_signal(pidfd_.get(), SIGKILL); }

Task<Result<>> WorkerProcess::send(Kind kind, std::string body) {
  const std::string data = frame(kind, body);
  const auto [error, written] = co_await asio::async_write(socket_, asio::buffer(data), quietly);
  if (error) co_return fail(Errc::internal, "it cannot be written to: " + error.message());
  co_return Result<>{};
}

Task<Result<Message>> WorkerProcess::receive() {
  std::string header(frame_header, '\0');
  const auto [error, n] = co_await asio::async_read(socket_, asio::buffer(header), quietly);
  if (error) co_return fail(Errc::internal, "its process ended");
  const auto parsed = parse_header(header, max_reply);
  if (!parsed) co_return fail(Errc::internal, "its process answered more than it may");
  std::string body(parsed->length, '\0');
  const auto [body_error, m] = co_await asio::async_read(socket_, asio::buffer(body), quietly);
  if (body_error) co_return fail(Errc::internal, "its process ended");
  co_return Message{parsed->kind, std::move(body)};
}

Task<Result<Message>> WorkerProcess::receive_answer() {
  for (std::size_t lines = 0; lines <= max_log_lines; ++lines) {
    CO_TRY(Message message, co_await receive());
    if (message.kind != Kind::log) co_return message;
    write_to_log(message);
  }
  co_return fail(Errc::internal, "its process wrote more to the log than it may");
}

Task<Result<Message>> WorkerProcess::send_and_receive(Kind kind, std::string body) {
  CO_TRY_VOID(co_await send(kind, std::move(body)));
  co_return co_await receive_answer();
}

Task<Result<Message>> WorkerProcess::answer(milliseconds time) { return within(time, receive_answer()); }

Task<Result<Message>> WorkerProcess::ask(Kind kind, std::string body, milliseconds time) {
  return within(time, send_and_receive(kind, std::move(body)));
}

}  // namespace cordon::languages
