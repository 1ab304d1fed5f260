// Runs programs and says how long each took: the bare tools that a sandbox is compared with, started as cheaply as can
// be (vfork), so that starting them is not what is measured.
//   launcher ROOT...
// In a mount namespace of its own, where every ROOT has /proc, /dev and a fresh /tmp and /box. A line of JSON on
// standard input is one run: {"root":"" or a ROOT, "folder", "files":{path:content}, "steps":[[argument...]...],
// "environment":{}}; files are written before the clock starts, steps run one after the other until one fails. A line
// of JSON on standard output is what came of it: {"us", "cpu_us", "status", "output"}.

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/syscall.hpp"
#include "base/unique_fd.hpp"

namespace {

using namespace cordon;
using Json = nlohmann::json;

// Nothing that is measured takes longer; what does is ended.
constexpr unsigned longest_seconds = 120;

void furnish(const std::string& root) {
  const auto mount_at = [&](const char* what, const char* where, const char* type, unsigned long flags) {
    base::check(::mount(what, (root + where).c_str(), type, flags, nullptr), where);
  };
  mount_at("proc", "/proc", "proc", 0);
  mount_at("/dev", "/dev", nullptr, MS_BIND | MS_REC);
  mount_at("tmpfs", "/tmp", "tmpfs", 0);
  mount_at("tmpfs", "/box", "tmpfs", 0);
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

double microseconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

struct Ran {
  int status = 0;
  double cpu_us = 0;
};

Ran run_step(std::vector<std::string> arguments, std::vector<std::string> environment, const std::string& root,
             const std::string& folder, int output) {
  const std::vector<char*> argv = pointers(arguments), envp = pointers(environment);
  const auto pid = static_cast<pid_t>(base::check(::vfork(), "vfork"));
  if (pid == 0) {
    ::alarm(longest_seconds);
    if ((root.empty() || ::chroot(root.c_str()) == 0) && ::chdir(folder.c_str()) == 0 && ::dup2(output, 1) == 1 &&
        ::dup2(output, 2) == 2)
      ::execvpe(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  base::check(::wait4(pid, &status, 0, &usage), "wait4");
  return {status, microseconds_of(usage.ru_utime) + microseconds_of(usage.ru_stime)};
}

std::string contents(int file) {
  std::string text(static_cast<std::size_t>(std::min<off_t>(::lseek(file, 0, SEEK_END), 65536)), '\0');
  const ssize_t n = ::pread(file, text.data(), text.size(), 0);
  text.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return text;
}

Json run(const Json& order) {
  const std::string root = order.value("root", ""), folder = order.value("folder", "/");
  for (const auto& [path, content] : order.at("files").items())
    std::ofstream{root + path} << content.get<std::string>();
  std::vector<std::string> environment;
  for (const auto& [name, value] : order.at("environment").items())
    environment.push_back(name + '=' + value.get<std::string>());
  const auto steps = order.at("steps").get<std::vector<std::vector<std::string>>>();

  const UniqueFd output = base::check_fd(::memfd_create("output", MFD_CLOEXEC), "memfd_create");
  Ran total;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& step : steps) {
    const Ran ran = run_step(step, environment, root, folder, output.get());
    total = {ran.status, total.cpu_us + ran.cpu_us};
    if (ran.status != 0) break;
  }
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  Json result{
      {"us", took.count()}, {"cpu_us", total.cpu_us}, {"status", total.status}, {"output", contents(output.get())}};
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) {
    base::check(::unshare(CLONE_NEWNS), "unshare");
    base::check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "mount /");
    for (int i = 1; i < argc; ++i) furnish(argv[i]);
  }
  for (std::string line; std::getline(std::cin, line);)
    std::cout << run(Json::parse(line)).dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}
