#include "guest/zygotes/descriptors.hpp"

#include "base/syscall.hpp"
#include "host/cage/birth.hpp"

#include <dirent.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cordon::zygotes {
namespace {

using base::check;

struct Watched {
  int number = -1;
  epoll_event event{};
};

struct Epoll {
  int number = -1;
  std::vector<Watched> watched;
};

struct Counter {
  int number = -1, flags = 0;
  unsigned value = 0;
};

struct Pipe {
  ino_t id = 0;
  int reader = -1, writer = -1;
  int reader_flags = 0, writer_flags = 0;
  std::string content;
};

std::vector<Epoll> epolls;
std::vector<Counter> counters;
std::vector<Pipe> pipes;

std::string about(int number) {
  const auto text = base::read_file("/proc/self/fdinfo/" + std::to_string(number), 65536);
  if (!text) throw std::system_error{EIO, std::generic_category(), "look at a descriptor"};
  return *text;
}

// Calls f with each line that begins with `name`.
template <class F>
void for_each_line(const std::string& text, const char* name, F&& f) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string line = text.substr(at, end - at); line.starts_with(name)) f(line.c_str());
    at = end + 1;
  }
}

void note_epoll(int number) {
  Epoll epoll{.number = number, .watched = {}};
  for_each_line(about(number), "tfd:", [&](const char* line) {
    Watched watched;
    unsigned events = 0;
    unsigned long long data = 0;
    if (std::sscanf(line, "tfd: %d events: %x data: %llx", &watched.number, &events, &data) != 3) return;
    watched.event = {.events = events, .data = {.u64 = data}};
    epoll.watched.push_back(watched);
  });
  epolls.push_back(std::move(epoll));
}

void note_counter(int number) {
  Counter counter{.number = number, .flags = ::fcntl(number, F_GETFL)};
  for_each_line(about(number), "eventfd-count:",
                [&](const char* line) { std::sscanf(line, "eventfd-count: %x", &counter.value); });
  counters.push_back(counter);
}

void note_pipe(int number, ino_t id) {
  Pipe* pipe = nullptr;
  for (Pipe& known : pipes)
    if (known.id == id) pipe = &known;
  if (pipe == nullptr) pipe = &pipes.emplace_back(Pipe{.id = id});
  const int flags = ::fcntl(number, F_GETFL);
  const bool reads = (flags & O_ACCMODE) == O_RDONLY;
  (reads ? pipe->reader : pipe->writer) = number;
  int waiting = 0;
  if (reads && ::ioctl(number, FIONREAD, &waiting) == 0 && waiting > 0) {
    pipe->content.resize(static_cast<std::size_t>(waiting));
    if (::read(number, pipe->content.data(), pipe->content.size()) != waiting)
      throw std::system_error{EIO, std::generic_category(), "read what is in a pipe"};
  }
  (reads ? pipe->reader_flags : pipe->writer_flags) = flags & O_NONBLOCK;
}

void note(int number) {
  std::array<char, 64> target{};
  const std::string path = "/proc/self/fd/" + std::to_string(number);
  check(::readlink(path.c_str(), target.data(), target.size() - 1), "look at a descriptor");
  const std::string_view kind{target.data()};
  struct stat info{};
  check(::fstat(number, &info), "look at a descriptor");
  if ((::fcntl(number, F_GETFD) & FD_CLOEXEC) == 0 && !kind.starts_with("/dev/null"))
    check(::fcntl(number, F_SETFD, FD_CLOEXEC), "keep a descriptor");
  if (kind == "anon_inode:[eventpoll]")
    note_epoll(number);
  else if (kind == "anon_inode:[eventfd]")
    note_counter(number);
  else if (S_ISFIFO(info.st_mode))
    note_pipe(number, info.st_ino);
  else if (kind != "/dev/null")
    throw std::system_error{EBADF, std::generic_category(), "have a descriptor of " + std::string{kind}};
}

void place(UniqueFd made, int number) { check(::dup3(made.get(), number, O_CLOEXEC), "renew a descriptor"); }

}  // namespace

void note_descriptors() {
  std::vector<int> numbers;
  {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder{::opendir("/proc/self/fd"), ::closedir};
    if (!folder) throw std::system_error{errno, std::generic_category(), "list the descriptors"};
    while (const dirent* entry = ::readdir(folder.get()))
      if (const int number = std::atoi(entry->d_name);
          number > cage::zygote_place::reserved && number != ::dirfd(folder.get()))
        numbers.push_back(number);
  }
  for (const int number : numbers) note(number);
  for (const Pipe& pipe : pipes)
    if (pipe.reader < 0 || pipe.writer < 0)
      throw std::system_error{EBADF, std::generic_category(), "have one end of a pipe"};
}

void renew_descriptors() {
  for (const Counter& counter : counters)
    place(base::check_fd(::eventfd(counter.value, EFD_CLOEXEC | (counter.flags & O_NONBLOCK)), "renew a counter"),
          counter.number);
  for (const Pipe& pipe : pipes) {
    int ends[2];
    check(::pipe2(ends, O_CLOEXEC), "renew a pipe");
    if (!pipe.content.empty()) check(::write(ends[1], pipe.content.data(), pipe.content.size()), "fill a pipe");
    for (const auto& [end, flags] : {std::pair{ends[0], pipe.reader_flags}, {ends[1], pipe.writer_flags}})
      if (flags != 0) check(::fcntl(end, F_SETFL, flags), "renew a pipe");
    place(UniqueFd{ends[0]}, pipe.reader);
    place(UniqueFd{ends[1]}, pipe.writer);
  }
  for (const Epoll& epoll : epolls)
    place(base::check_fd(::epoll_create1(EPOLL_CLOEXEC), "renew what is waited with"), epoll.number);
  for (const Epoll& epoll : epolls)
    for (Watched watched : epoll.watched)
      check(::epoll_ctl(epoll.number, EPOLL_CTL_ADD, watched.number, &watched.event), "watch again");
}

}  // namespace cordon::zygotes
