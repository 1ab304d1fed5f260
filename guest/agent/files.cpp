#include "guest/agent/files.hpp"

#include "base/syscall.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <algorithm>
#include <memory>

namespace cordon::agent {
namespace {

constexpr int max_depth = 256;  // each holds a descriptor
constexpr std::uint32_t max_files = 8192;

void make_folders(int work_folder, const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
    if (::mkdirat(work_folder, path.substr(0, slash).c_str(), 0755) != 0 && errno != EEXIST)
      base::check(-1, "make a folder");
}

struct Collection {
  const std::function<void(const protocol::File&)>& send;
  std::uint64_t left;
  protocol::Collected result = {};
};

void collect_file(Collection& collection, int fd, const std::string& path, const struct stat& info) {
  if (collection.result.files >= max_files || static_cast<std::uint64_t>(info.st_size) > collection.left) {
    collection.result.truncated = true;
    return;
  }
  ++collection.result.files;
  protocol::File file{.path = path, .mode = static_cast<std::uint16_t>(info.st_mode & 0777), .more = true};
  while (file.more) {
    file.data.resize(protocol::chunk_size);
    const ssize_t n = base::retry([&] { return ::read(fd, file.data.data(), file.data.size()); });
    base::check(n, "read a file");
    file.data.resize(static_cast<std::size_t>(n));
    file.more = n > 0 && file.data.size() <= collection.left;
    collection.left -= std::min<std::uint64_t>(collection.left, file.data.size());
    collection.send(file);
  }
}

void collect_path(Collection& collection, int work_folder, const std::string& path, int depth) {
  // Non-blocking: opening a pipe that nobody writes to must not stop the agent.
  UniqueFd fd{base::open_beneath(work_folder, path.c_str(), O_RDONLY | O_NONBLOCK)};
  struct stat info{};
  if (!fd || ::fstat(fd.get(), &info) != 0) return;
  if (S_ISREG(info.st_mode)) return collect_file(collection, fd.get(), path, info);
  if (!S_ISDIR(info.st_mode)) return;
  if (depth >= max_depth) {
    collection.result.truncated = true;
    return;
  }
  const std::unique_ptr<DIR, int (*)(DIR*)> folder{::fdopendir(fd.release()), ::closedir};
  if (!folder) return;
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder.get()))
    if (const std::string_view name = entry->d_name; name != "." && name != "..") names.emplace_back(name);
  std::sort(names.begin(), names.end());  // the same tree always gives the same answer
  for (const std::string& name : names) collect_path(collection, work_folder, path + '/' + name, depth + 1);
}

}  // namespace

bool holds_file_of(int top, std::uint64_t size) {
  constexpr int most_entries = 4096;
  std::vector<std::string> folders{"."};
  for (int entries = 0; !folders.empty();) {
    const std::string path = std::move(folders.back());
    folders.pop_back();
    const std::unique_ptr<DIR, int (*)(DIR*)> folder{
        ::fdopendir(base::open_beneath(top, path.c_str(), O_RDONLY | O_DIRECTORY)), ::closedir};
    while (folder && entries < most_entries) {
      const dirent* entry = ::readdir(folder.get());
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      struct stat info{};
      if (name == "." || name == ".." ||
          ::fstatat(::dirfd(folder.get()), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      ++entries;
      if (S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) >= size) return true;
      if (S_ISDIR(info.st_mode)) folders.push_back(path + '/' + entry->d_name);
    }
  }
  return false;
}

bool is_full(int folder) {
  struct statfs info{};
  return ::fstatfs(folder, &info) == 0 && (info.f_bavail == 0 || info.f_ffree == 0);
}

void put_file(int work_folder, const protocol::Put& put) {
  const int flags = O_WRONLY | (put.append ? O_APPEND : O_CREAT | O_TRUNC);
  const mode_t mode = put.append ? 0 : put.mode;  // openat2 refuses a mode where nothing is created
  UniqueFd fd{base::open_beneath(work_folder, put.path.c_str(), flags, mode)};
  if (!fd && errno == ENOENT) {
    make_folders(work_folder, put.path);
    fd = UniqueFd{base::open_beneath(work_folder, put.path.c_str(), flags, mode)};
  }
  base::check(fd.get(), "create a file");
  // What a compiler made may come where the submission has put something that is not to be executed.
  if ((mode & 0111) != 0) base::check(::fchmod(fd.get(), mode), "make a file executable");
  if (!base::write_all(fd.get(), put.data)) base::check(-1, "write a file");
}

protocol::Collected collect_files(int work_folder, const protocol::Collect& collect,
                                  const std::function<void(const protocol::File&)>& send) {
  Collection collection{.send = send, .left = collect.limit};
  collect_path(collection, work_folder, collect.path, 0);
  return collection.result;
}

}  // namespace cordon::agent
