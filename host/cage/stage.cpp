#include "host/cage/stage.hpp"

#include <dirent.h>
#include <sys/inotify.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

#include "base/syscall.hpp"

namespace cordon::cage {
namespace {

using base::check;

constexpr off_t largest = 1 << 20;
constexpr std::size_t most_files = 512;

UniqueFd open_folder(const std::string& path) {
  return base::check_fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path);
}

std::vector<std::string> manifests(const UniqueFd& folder) {
  std::vector<std::string> names;
  const int copy = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries{copy < 0 ? nullptr : ::fdopendir(copy), ::closedir};
  while (entries && names.size() < most_files)
    if (const dirent* entry = ::readdir(entries.get()); entry == nullptr)
      break;
    else if (const std::string name = entry->d_name; name.size() > 5 && name.ends_with(".yaml") && name.front() != '.')
      names.push_back(name);
  return names;
}

std::string temporary_name(const std::string& name) { return '.' + name + ".new"; }

bool same_file(const UniqueFd& target, const std::string& name, const struct stat& source) {
  struct stat there{};
  return ::fstatat(target.get(), name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 && there.st_size == source.st_size &&
         there.st_mtim.tv_sec == source.st_mtim.tv_sec && there.st_mtim.tv_nsec == source.st_mtim.tv_nsec &&
         there.st_mode == source.st_mode;
}

void copy_file(const UniqueFd& source, const UniqueFd& target, const std::string& name) {
  // Non-blocking: a named pipe of that name must not stop the cage.
  const UniqueFd from = base::check_fd(::openat(source.get(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), name);
  struct stat info{};
  check(::fstat(from.get(), &info), name);
  if (!S_ISREG(info.st_mode) || info.st_size > largest) {
    errno = S_ISREG(info.st_mode) ? EFBIG : EINVAL;
    check(-1, name);
  }
  if (same_file(target, name, info)) return;
  const std::string temporary = temporary_name(name);
  const UniqueFd to = base::check_fd(
      ::openat(target.get(), temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600),
      temporary);
  std::vector<char> content(static_cast<std::size_t>(info.st_size));
  const ssize_t n = check(base::retry([&] { return ::read(from.get(), content.data(), content.size()); }), name);
  if (!base::write_all(to.get(), {content.data(), static_cast<std::size_t>(n)})) check(-1, temporary);
  // In a user namespace nobody else's name can be given to a file; nor can the server tell them apart there.
  if (::fchown(to.get(), info.st_uid, static_cast<gid_t>(-1)) != 0 && errno != EINVAL) check(-1, temporary);
  check(::fchmod(to.get(), info.st_mode & 0777), temporary);
  const timespec times[2] = {info.st_mtim, info.st_mtim};
  check(::futimens(to.get(), times), temporary);
  check(::renameat(target.get(), temporary.c_str(), target.get(), name.c_str()), name);
}

}  // namespace

Stage::Stage(const std::string& source, const std::string& target)
    : source_{open_folder(source)},
      target_{open_folder(target)},
      watch_{base::check_fd(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK), "inotify")} {
  constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB;
  check(::inotify_add_watch(watch_.get(), source.c_str(), events), "watch " + source);
}

void Stage::copy() {
  failed_ = false;
  const std::vector<std::string> wanted = manifests(source_);
  for (const std::string& name : wanted) try {
      copy_file(source_, target_, name);
    } catch (const std::system_error& error) {
      ::unlinkat(target_.get(), temporary_name(name).c_str(), 0);
      // Where we failed, on a full disk say, the copy from before stays; it is stale, not wrong.
      const bool refused = error.code().value() == EFBIG || error.code().value() == EINVAL ||
                           error.code().value() == ENOENT || error.code().value() == EACCES;
      std::fprintf(stderr, "cordon-cage: a manifest %s: %s\n", refused ? "is left out" : "cannot be copied",
                   error.what());
      if (refused) ::unlinkat(target_.get(), name.c_str(), 0);
      failed_ |= !refused;
    }
  for (const std::string& name : manifests(target_))
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) ::unlinkat(target_.get(), name.c_str(), 0);
}

void Stage::forget_changes() {
  char events[4096];
  while (::read(watch_.get(), events, sizeof events) > 0) {
  }
}

}  // namespace cordon::cage
