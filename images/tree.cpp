#include "images/tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <climits>
#include <memory>
#include <vector>

#include "base/syscall.hpp"

namespace cordon::images {
namespace {

constexpr int deepest = 256;

tl::unexpected<Error> fail_at(std::string_view doing, std::string_view path) {
  const int error = errno;
  if (error == ELOOP || error == ENOTDIR)
    return fail(Errc::malformed_request, fmt::format("\"{}\" leads through a symbolic link or a file", path));
  if (error == EEXIST) return fail(Errc::malformed_request, fmt::format("\"{}\" is there twice", path));
  return fail_errno(fmt::format("{} \"{}\"", doing, path), error);
}

bool is_regular(int file) {
  struct stat status{};
  return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

Result<std::vector<std::string>> names_in(int folder) {
  UniqueFd copy{::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!copy) return fail_errno("open a folder");
  const std::unique_ptr<DIR, decltype([](DIR* stream) { ::closedir(stream); })> stream{::fdopendir(copy.get())};
  if (!stream) return fail_errno("list a folder");
  (void)copy.release();
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(stream.get()))
    if (const std::string_view name{entry->d_name}; name != "." && name != "..") names.emplace_back(name);
  std::ranges::sort(names);
  return names;
}

Result<> walk_below(int folder, const std::string& prefix, int depth,
                    const std::function<Result<bool>(const Entry&)>& visit) {
  if (depth > deepest) return fail(Errc::malformed_request, fmt::format("\"{}\" is nested too deeply", prefix));
  TRY(const auto names, names_in(folder));
  for (const auto& name : names) {
    const std::string path = prefix.empty() ? name : fmt::format("{}/{}", prefix, name);
    struct stat status{};
    if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
      return fail_errno(fmt::format("look at \"{}\"", path));
    TRY(const bool enter, visit(Entry{folder, name, path, status}));
    if (!enter || !S_ISDIR(status.st_mode)) continue;
    const UniqueFd below{::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!below) return fail_errno(fmt::format("open \"{}\"", path));
    TRY_VOID(walk_below(below.get(), path, depth + 1, visit));
  }
  return {};
}

}  // namespace

Result<std::string> normal_path(std::string_view path) {
  std::string normal;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") return fail(Errc::malformed_request, fmt::format("\"{}\" has a \"..\" in it", path));
    if (!normal.empty()) normal += '/';
    normal += part;
  }
  return normal;
}

Result<> walk(int folder, const std::function<Result<bool>(const Entry&)>& visit) {
  return walk_below(folder, "", 0, visit);
}

Result<> remove_below(int parent, const std::string& name) {
  if (::unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return {};
  if (errno != EISDIR && errno != EPERM) return fail_errno(fmt::format("remove \"{}\"", name));
  const UniqueFd folder{::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
  if (!folder) return fail_errno(fmt::format("open \"{}\"", name));
  TRY(const auto names, names_in(folder.get()));
  for (const auto& each : names) TRY_VOID(remove_below(folder.get(), each));
  if (::unlinkat(parent, name.c_str(), AT_REMOVEDIR) != 0) return fail_errno(fmt::format("remove \"{}\"", name));
  return {};
}

Result<Tree> Tree::open(const std::filesystem::path& folder) {
  UniqueFd descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!descriptor) return fail_errno(fmt::format("open {}", folder.string()));
  return Tree{std::move(descriptor)};
}

Result<UniqueFd> Tree::open_folder(std::string_view path, bool make) {
  const std::string whole = path.empty() ? "." : std::string{path};
  if (UniqueFd opened{base::open_beneath(folder_.get(), whole.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)}; opened)
    return opened;
  if (errno != ENOENT || !make) return fail_at("open", path);
  TRY_VOID(make_folder(path, 0755));
  return open_folder(path, false);
}

Result<Tree::Place> Tree::place_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view parent = slash == std::string_view::npos ? "" : path.substr(0, slash);
  std::string name{slash == std::string_view::npos ? path : path.substr(slash + 1)};
  if (name.empty()) return fail(Errc::malformed_request, fmt::format("\"{}\" names nothing", path));
  if (!parent_ || parent != parent_path_) {
    auto opened = open_folder(parent, true);
    if (!opened && opened.error().code == Errc::malformed_request)
      return fail(Errc::malformed_request, fmt::format("\"{}\" leads through a symbolic link or a file", path));
    if (!opened) return tl::unexpected{opened.error()};
    parent_ = *std::move(opened);
    parent_path_ = parent;
  }
  return Place{parent_.get(), std::move(name)};
}

Result<> Tree::make_folder(std::string_view path, mode_t mode) {
  if (path.empty()) return {};
  TRY(const auto place, place_of(path));
  if (::mkdirat(place.parent, place.name.c_str(), mode) == 0) return {};
  const int error = errno;
  struct stat status{};
  if (error == EEXIST && ::fstatat(place.parent, place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISDIR(status.st_mode))
    return {};
  errno = error;
  return fail_at("make", path);
}

Result<UniqueFd> Tree::create_file(std::string_view path, mode_t mode) {
  TRY(const auto place, place_of(path));
  UniqueFd file{::openat(place.parent, place.name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)};
  if (!file) return fail_at("create", path);
  // The umask has no say in what an image holds.
  if (::fchmod(file.get(), mode) != 0) return fail_at("set the mode of", path);
  return file;
}

Result<> Tree::make_link(std::string_view path, const std::string& target) {
  TRY(const auto place, place_of(path));
  if (::symlinkat(target.c_str(), place.parent, place.name.c_str()) != 0) return fail_at("link", path);
  return {};
}

Result<> Tree::make_hard_link(std::string_view path, std::string_view existing) {
  const std::string source{existing};
  const UniqueFd file{
      base::open_beneath(folder_.get(), source.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (!file) {
    if (errno == ENOENT)
      return fail(Errc::malformed_request,
                  fmt::format("\"{}\" is a hard link to \"{}\", which is not in the archive", path, existing));
    return fail_at("open", existing);
  }
  if (!is_regular(file.get()))
    return fail(Errc::malformed_request,
                fmt::format("\"{}\" is a hard link to \"{}\", which is no file", path, existing));
  TRY(const auto place, place_of(path));
  const std::string self = fmt::format("/proc/self/fd/{}", file.get());
  if (::linkat(AT_FDCWD, self.c_str(), place.parent, place.name.c_str(), AT_SYMLINK_FOLLOW) != 0)
    return fail_at("link", path);
  return {};
}

Result<> Tree::remove(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string parent{slash == std::string_view::npos ? "." : path.substr(0, slash)};
  const UniqueFd folder{base::open_beneath(folder_.get(), parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder) return errno == ENOENT ? Result<>{} : Result<>{fail_at("open", path)};
  parent_.reset();  // it may be what is removed
  return remove_below(folder.get(), std::string{slash == std::string_view::npos ? path : path.substr(slash + 1)});
}

Result<> Tree::clear(std::string_view path) {
  const std::string whole = path.empty() ? "." : std::string{path};
  const UniqueFd folder{base::open_beneath(folder_.get(), whole.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder)
    return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? Result<>{} : Result<>{fail_at("open", path)};
  parent_.reset();
  TRY(const auto names, names_in(folder.get()));
  for (const auto& name : names) TRY_VOID(remove_below(folder.get(), name));
  return {};
}

Result<> Tree::make_room(std::string_view path, Room room) {
  TRY(const auto place, place_of(path));
  struct stat status{};
  if (::fstatat(place.parent, place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT ? Result<>{} : Result<>{fail_at("look at", path)};
  if (room == Room::for_folder && S_ISDIR(status.st_mode)) return {};
  return remove_below(place.parent, place.name);
}

Result<> Tree::write_file(std::string_view path, std::string_view content, mode_t mode) {
  TRY_VOID(remove(path));
  TRY(const auto file, create_file(path, mode));
  if (!base::write_all(file.get(), content)) return fail_at("write", path);
  return {};
}

Result<UniqueFd> Tree::open_file(std::string_view path) const {
  const std::string whole{path};
  UniqueFd file{base::open_beneath(folder_.get(), whole.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file) return fail_at("open", path);
  if (!is_regular(file.get())) return fail(Errc::malformed_request, fmt::format("\"{}\" is no file", path));
  return file;
}

Result<std::string> Tree::read_file(std::string_view path) const {
  TRY(const auto file, open_file(path));
  return base::read_file(fmt::format("/proc/self/fd/{}", file.get()));
}

Result<std::string> Tree::read_link(std::string_view path) const {
  const std::string whole{path};
  const UniqueFd link{base::open_beneath(folder_.get(), whole.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC)};
  if (!link) return fail_at("open", path);
  std::string target(PATH_MAX, '\0');
  const ssize_t size = ::readlinkat(link.get(), "", target.data(), target.size());
  if (size < 0) return fail(Errc::malformed_request, fmt::format("\"{}\" is no symbolic link", path));
  target.resize(static_cast<std::size_t>(size));
  return target;
}

bool Tree::has(std::string_view path) const {
  const std::string whole{path};
  return bool{UniqueFd{base::open_beneath(folder_.get(), whole.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC)}};
}

}  // namespace cordon::images
