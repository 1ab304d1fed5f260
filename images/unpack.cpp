#include "images/unpack.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <unordered_set>

#include "base/syscall.hpp"
#include "images/archive_reader.hpp"
#include "images/whiteout.hpp"

namespace cordon::images {
namespace {

enum class Existing { refuse, replace };

// True if a relative target, followed from the folder that holds the link, climbs above the root.
bool climbs_out(std::string_view link, std::string_view target) {
  if (target.starts_with('/')) return false;  // means the root of the sandbox
  auto depth = std::ranges::count(link, '/');
  for (std::size_t begin = 0; begin < target.size();) {
    const std::size_t end = std::min(target.find('/', begin), target.size());
    const std::string_view part = target.substr(begin, end - begin);
    begin = end + 1;
    if (part == "..")
      --depth;
    else if (!part.empty() && part != ".")
      ++depth;
    if (depth < 0) return true;
  }
  return false;
}

std::string shortened(std::string_view path) { return std::string{path.substr(0, 80)} + "..."; }

class Unpacker {
 public:
  Unpacker(Tree& tree, const UnpackLimits& limits, Unpacked& so_far, Existing existing, const Placement& placement)
      : tree_{tree}, limits_{limits}, so_far_{so_far}, existing_{existing}, placement_{placement} {}

  // How many entries it had.
  Result<std::uint64_t> run(ArchiveReader& reader) {
    std::uint64_t entries = 0;
    for (;; ++entries) {
      TRY(archive_entry * entry, reader.next());
      if (entry == nullptr) return entries;
      TRY_VOID(count_entry());
      TRY_VOID(unpack(reader, entry));
    }
  }

 private:
  Result<> count_entry() {
    if (++so_far_.entries > limits_.entries)
      return fail(Errc::malformed_request,
                  fmt::format("the archive is refused: it has more than {} entries", limits_.entries));
    return {};
  }

  Result<> unpack(ArchiveReader& reader, archive_entry* entry) {
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) return refuse("", "is an entry without a name");
    TRY(const std::string given, checked_path(raw, limits_));
    if (existing_ == Existing::replace && is_whiteout(given)) return {};
    const std::string path = placement_(given);
    if (const char* target = archive_entry_hardlink(entry)) return hard_link(given, path, target);
    switch (archive_entry_filetype(entry)) {
      case AE_IFDIR:
        return folder(path);
      case AE_IFREG:
        return regular(reader, entry, given, path);
      case AE_IFLNK:
        return symbolic_link(entry, path);
      case AE_IFCHR:
      case AE_IFBLK:
        return refuse(given, "is a device node");
      case AE_IFIFO:
        return refuse(given, "is a named pipe");
      case AE_IFSOCK:
        return refuse(given, "is a socket");
      default:
        return refuse(given, "is of an unknown type");
    }
  }

  static Result<> named(std::string_view path, Result<> result) {
    if (!result && result.error().code == Errc::malformed_request)
      return fail(Errc::malformed_request, "the archive is refused: " + result.error().message);
    if (!result) return fail(result.error().code, fmt::format("{} (at \"{}\")", result.error().message, path));
    return result;
  }

  // Remembers that this archive brings the path, and all the folders above it. True if that is new.
  Result<bool> remember(const std::string& path) {
    if (!ours_.insert(path).second) return false;
    names_ += path.size();
    if (names_ > limits_.names.count)
      return fail(Errc::malformed_request,
                  fmt::format("the archive is refused: its names are longer than {} MiB", limits_.names.count >> 20));
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos; slash = path.rfind('/', slash - 1)) {
      if (!ours_.insert(path.substr(0, slash)).second) break;
      names_ += slash;
      TRY_VOID(count_entry());
    }
    return true;
  }

  // What lies there from a layer below goes; what this archive itself has brought stays, and is an error later.
  Result<> make_room(const std::string& path, Tree::Room room) {
    TRY(const bool is_new, remember(path));
    if (existing_ == Existing::refuse || !is_new) return {};
    return named(path, tree_.make_room(path, room));
  }

  Result<> folder(const std::string& path) {
    if (path.empty()) return {};
    TRY_VOID(make_room(path, Tree::Room::for_folder));
    return named(path, tree_.make_folder(path, 0755));
  }

  Result<> hard_link(std::string_view given, const std::string& path, std::string_view raw_target) {
    if (raw_target.starts_with('/')) return refuse(given, "is a hard link to an absolute path");
    const auto target = normal_path(raw_target);
    if (!target) return refuse(given, "is a hard link with \"..\" in its target");
    if (path.empty()) return {};
    TRY_VOID(make_room(path, Tree::Room::for_anything));
    return named(path, tree_.make_hard_link(path, placement_(*target)));
  }

  Result<> symbolic_link(archive_entry* entry, const std::string& path) {
    const char* target = archive_entry_symlink(entry);
    if (path.empty()) return {};
    if (target == nullptr || *target == '\0') return refuse(path, "is a symbolic link to nothing");
    if (std::string_view{target}.size() > limits_.path_length)
      return refuse(path, "is a symbolic link with too long a target");
    if (climbs_out(path, target))
      return refuse(path, fmt::format("is a symbolic link that leads out, to \"{}\"", target));
    TRY_VOID(make_room(path, Tree::Room::for_anything));
    return named(path, tree_.make_link(path, target));
  }

  Result<> regular(ArchiveReader& reader, archive_entry* entry, const std::string& given, const std::string& path) {
    // A sparse file may claim any size without bringing data: the claim counts.
    const auto size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    if (size > limits_.file.count) return refuse(given, fmt::format("is larger than {} MiB", limits_.file.count >> 20));
    if (path.empty()) return reader.data(given, [&](auto block, auto) { return claim(given, block.size()); });
    TRY_VOID(make_room(path, Tree::Room::for_anything));
    const mode_t mode = (archive_entry_mode(entry) & 0111) != 0 ? 0755 : 0644;
    auto file = tree_.create_file(path, mode);
    if (!file) return named(path, tl::unexpected{file.error()});
    TRY_VOID(copy(reader, given, file->get(), size));
    const timespec times[2] = {{archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)},
                               {archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)}};
    if (::futimens(file->get(), times) != 0) return fail_errno(fmt::format("set the time of \"{}\"", path));
    return {};
  }

  // What a file claims to hold is counted before it is written.
  Result<> claim(std::string_view path, std::uint64_t bytes) {
    so_far_.bytes += bytes;
    if (so_far_.bytes > limits_.total.count)
      return refuse(path, fmt::format("brings the archive above {} MiB", limits_.total.count >> 20));
    return {};
  }

  Result<> copy(ArchiveReader& reader, std::string_view path, int file, std::uint64_t claimed) {
    TRY_VOID(claim(path, claimed));
    TRY_VOID(reader.data(path, [&](std::string_view block, std::uint64_t offset) -> Result<> {
      if (offset > claimed || block.size() > claimed - offset) return refuse(path, "holds more than it says");
      if (::lseek(file, static_cast<off_t>(offset), SEEK_SET) < 0 || !base::write_all(file, block))
        return fail_errno(fmt::format("write \"{}\"", path));
      return {};
    }));
    if (::ftruncate(file, static_cast<off_t>(claimed)) != 0) return fail_errno(fmt::format("write \"{}\"", path));
    return {};
  }

  Tree& tree_;
  const UnpackLimits& limits_;
  Unpacked& so_far_;
  Existing existing_;
  const Placement& placement_;
  std::unordered_set<std::string> ours_;
  std::uint64_t names_ = 0;
};

}  // namespace

Result<std::string> checked_path(std::string_view raw, const UnpackLimits& limits) {
  if (raw.starts_with('/')) return refuse(raw, "is an absolute path");
  auto path = normal_path(raw);
  if (!path) return refuse(raw, "has \"..\" in its path");
  if (path->size() > limits.path_length) return refuse(shortened(*path), "has too long a path");
  if (static_cast<std::size_t>(std::ranges::count(*path, '/')) >= limits.depth)
    return refuse(shortened(*path), "is nested too deeply");
  for (std::size_t begin = 0; begin < path->size();) {
    const std::size_t end = std::min(path->find('/', begin), path->size());
    if (end - begin > limits.name_length) return refuse(shortened(*path), "has too long a name");
    begin = end + 1;
  }
  if (std::ranges::any_of(*path, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }))
    return refuse(*path, "has a control character in its name");
  return path;
}

Result<> unpack_stream(int descriptor, Tree& into, const UnpackLimits& limits, const Placement& placement) {
  TRY(auto reader, ArchiveReader::open(descriptor, ArchiveReader::Content::archive, limits));
  Unpacked so_far;
  TRY(const auto entries, Unpacker(into, limits, so_far, Existing::refuse, placement).run(reader));
  if (entries == 0) return fail(Errc::malformed_request, "the archive is refused: it is empty, or no tar archive");
  return {};
}

Result<> unpack_on_top(int descriptor, Tree& into, const UnpackLimits& limits, Unpacked& so_far) {
  TRY(auto reader, ArchiveReader::open(descriptor, ArchiveReader::Content::tar, limits));
  const Placement everything = [](const std::string& path) { return path; };
  TRY_VOID(Unpacker(into, limits, so_far, Existing::replace, everything).run(reader));
  return {};
}

}  // namespace cordon::images
