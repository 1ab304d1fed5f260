#include "images/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <utility>

#include "base/syscall.hpp"

namespace cordon::images {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

// As root every program that starts others is in a pid namespace of its own, which dies with it: no need to be
// gentle. Without root mmdebstrap takes its own tree away when it is asked to end.
int ending_signal() { return ::geteuid() == 0 ? SIGKILL : SIGTERM; }

// Between fork and exec in a program with threads: system calls only.
[[noreturn]] void become(const char* program, char* const* argv, char* const* environment, const char* folder,
                         bool same_addresses, int output, int messages, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, ending_signal());
  if (::getppid() != parent) ::_exit(127);  // it died before that was set
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (::dup2(nothing, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(messages, 2) < 0) ::_exit(127);
  base::close_range(3, ~0U);
  if (*folder != '\0' && ::chdir(folder) != 0) ::_exit(127);
  if (same_addresses) ::personality(ADDR_NO_RANDOMIZE);  // a container may forbid it
  ::execve(program, argv, environment);
  ::_exit(127);
}

}  // namespace

std::vector<std::string> inherited_environment() {
  std::vector<std::string> all;
  for (const char* name : {"PATH", "HOME", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
                           "NO_PROXY", "APT_CONFIG", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR"})
    if (const char* value = std::getenv(name)) all.push_back(fmt::format("{}={}", name, value));
  for (char** variable = environ; *variable; ++variable)
    if (std::strncmp(*variable, "npm_config_", 11) == 0) all.emplace_back(*variable);
  all.emplace_back("LC_ALL=C.UTF-8");
  return all;
}

Result<std::string> find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  const std::string folders = fmt::format("{}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", path ? path : "");
  for (std::size_t begin = 0; begin < folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    std::string program = fmt::format("{}/{}", folders.substr(begin, end - begin), name);
    begin = end + 1;
    if (program.starts_with('/') && ::access(program.c_str(), X_OK) == 0) return program;
  }
  const std::string_view package = name == "bwrap" ? "bubblewrap" : name;
  return fail(Errc::bad_configuration,
              fmt::format("the program {} is not installed: apt-get install {}", name, package));
}

Process::Process(std::string name, pid_t pid, UniqueFd output, UniqueFd messages,
                 std::chrono::steady_clock::time_point deadline)
    : name_{std::move(name)},
      pid_{pid},
      pidfd_{base::pidfd_open(pid)},
      output_{std::move(output)},
      messages_{std::move(messages)},
      deadline_{deadline} {}

Process::Process(Process&& other) noexcept
    : name_{std::move(other.name_)},
      pid_{std::exchange(other.pid_, -1)},
      pidfd_{std::move(other.pidfd_)},
      output_{std::move(other.output_)},
      messages_{std::move(other.messages_)},
      deadline_{other.deadline_} {}

Process::~Process() {
  if (pid_ < 0) return;
  base::pidfd_send_signal(pidfd_.get(), ending_signal());
  output_.reset();
  pollfd ended{pidfd_.get(), POLLIN, 0};
  if (base::retry([&] { return ::poll(&ended, 1, 5000); }) == 0) base::pidfd_send_signal(pidfd_.get(), SIGKILL);
  base::retry([&] { return ::waitpid(pid_, nullptr, 0); });
}

Result<Process> Process::start(const Command& command) {
  TRY(const std::string program, find_program(command.argv.front()));
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail_errno("make a pipe");
  UniqueFd reading{ends[0]};
  const UniqueFd writing{ends[1]};
  UniqueFd messages{::memfd_create("messages", MFD_CLOEXEC)};
  if (!messages) return fail_errno("make a memory file");
  const auto argv = pointers(command.argv);
  const auto environment = pointers(command.environment);
  const std::string folder = command.folder.string();
  const pid_t self = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return fail_errno("fork");
  if (child == 0)
    become(program.c_str(), argv.data(), environment.data(), folder.c_str(), command.same_addresses,
           writing.get(), messages.get(), self);
  return Process{command.name.empty() ? command.argv.front() : command.name, child, std::move(reading),
                 std::move(messages), std::chrono::steady_clock::now() + command.patience};
}

std::string Process::last_messages() const {
  constexpr off_t most = 16 << 10;
  constexpr std::size_t shown = 2000;
  const off_t size = ::lseek(messages_.get(), 0, SEEK_END);
  std::string text(static_cast<std::size_t>(std::min(std::max<off_t>(size, 0), most)), '\0');
  const ssize_t n = ::pread(messages_.get(), text.data(), text.size(), std::max<off_t>(size - most, 0));
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  // apt and mmdebstrap mark what is wrong; the rest is about what they do then.
  std::string errors;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("E: ")) errors += line.substr(0, 300) + "\n";
  if (!errors.empty()) text = std::move(errors);
  while (text.ends_with('\n')) text.pop_back();
  return text.size() > shown ? text.substr(text.size() - shown) : text;
}

bool Process::wait_for(int descriptor) const {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - std::chrono::steady_clock::now()).count();
  pollfd ready{descriptor, POLLIN, 0};
  return base::retry([&] { return ::poll(&ready, 1, static_cast<int>(std::max<long>(left, 0))); }) > 0;
}

Result<std::string> Process::read_output(std::size_t limit) {
  std::string text;
  std::array<char, 65536> chunk{};
  while (wait_for(output_.get())) {
    const ssize_t n = base::retry([&] { return ::read(output_.get(), chunk.data(), chunk.size()); });
    if (n < 0) return fail_errno("read what a program prints");
    if (n == 0) return text;
    if (text.size() < limit) text.append(chunk.data(), std::min(static_cast<std::size_t>(n), limit - text.size()));
  }
  return fail(Errc::internal, fmt::format("{} took too long and was stopped", name_));
}

Result<> Process::finish() {
  // A reader of an archive may stop at its end mark, before the padding: the program must not see a broken pipe.
  TRY_VOID(read_output(0));
  if (!wait_for(pidfd_.get())) return fail(Errc::internal, fmt::format("{} took too long and was stopped", name_));
  int status = 0;
  if (base::retry([&] { return ::waitpid(pid_, &status, 0); }) < 0) return fail_errno("wait");
  pid_ = -1;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  const std::string how = WIFSIGNALED(status) ? fmt::format("was killed by signal {}", WTERMSIG(status))
                                              : fmt::format("ended with status {}", WEXITSTATUS(status));
  return fail(Errc::internal, fmt::format("{} {}:\n{}", name_, how, last_messages()));
}

Result<std::string> run(const Command& command, std::size_t limit) {
  TRY(auto process, Process::start(command));
  TRY(auto text, process.read_output(limit));
  TRY_VOID(process.finish());
  return text;
}

}  // namespace cordon::images
