#include "base/unique_fd.hpp"
#include "guest/probe/checks.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <vector>

namespace cordon::probe {
namespace {

// Twice what the server asked for, and a little (host/isolation/self_test.cpp).
constexpr int most_files = 200;
constexpr std::size_t most_bytes = 9 << 20;
constexpr std::size_t most_processes = 64;

}  // namespace

std::string inode_limit(const Expectations&) {
  for (int i = 0; i < most_files; ++i) {
    const std::string path = "/box/file" + std::to_string(i);
    const UniqueFd file{::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600)};
    if (!file && errno != ENOSPC && errno != EDQUOT) return path + " could not be made for another reason";
    if (!file) {
      for (int made = 0; made < i; ++made) ::unlink(("/box/file" + std::to_string(made)).c_str());
      return "";
    }
  }
  return std::to_string(most_files) + " files could be made in /box";
}

std::string work_folder_limit(const Expectations&) {
  const UniqueFd file{::open("/box/large", O_CREAT | O_WRONLY | O_CLOEXEC, 0600)};
  const std::vector<char> chunk(256 << 10, 'x');
  std::size_t written = 0;
  while (file && written < most_bytes) {
    const ssize_t n = ::write(file.get(), chunk.data(), chunk.size());
    if (n <= 0) break;
    written += static_cast<std::size_t>(n);
  }
  ::unlink("/box/large");
  return written < most_bytes ? "" : std::to_string(written) + " bytes could be written to /box";
}

std::string process_limit(const Expectations&) {
  std::vector<pid_t> children;
  while (children.size() < most_processes) {
    const pid_t child = ::fork();
    if (child < 0) break;
    if (child == 0) {
      ::pause();
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) ::kill(child, SIGKILL);
  return children.size() < most_processes ? "" : std::to_string(most_processes) + " processes could be started";
}

void use_memory() {
  constexpr std::size_t piece = 1 << 20;
  constexpr int most_pieces = 512;
  for (int i = 0; i < most_pieces; ++i) {
    void* memory = ::mmap(nullptr, piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED) ::_exit(3);
  }
  ::_exit(0);
}

}  // namespace cordon::probe
