#include "images/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/syscall.hpp"

namespace cordon::images {
namespace {

constexpr std::size_t block_size = 64 << 10;

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeArchive>;

tl::unexpected<Error> refuse(std::string_view path, std::string_view why) {
  return fail(Errc::malformed_request, fmt::format("the archive is refused: \"{}\" {}", path, why));
}

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

class Unpacker {
 public:
  Unpacker(Tree& tree, const UnpackLimits& limits, const Placement& placement)
      : tree_{tree}, limits_{limits}, placement_{placement}, reader_{archive_read_new()} {
    for (const auto support :
         {archive_read_support_filter_gzip, archive_read_support_filter_xz, archive_read_support_filter_zstd,
          archive_read_support_filter_bzip2, archive_read_support_format_tar, archive_read_support_format_gnutar,
          archive_read_support_format_empty})
      support(reader_.get());
  }

  Result<> run(int descriptor) {
    if (archive_read_open_fd(reader_.get(), descriptor, block_size) != ARCHIVE_OK) return broken();
    for (;;) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(reader_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      // ARCHIVE_WARN is given for names that are no UTF-8: nothing is lost with raw names.
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken();
      if (++entries_ > limits_.entries)
        return fail(Errc::malformed_request,
                    fmt::format("the archive is refused: it has more than {} entries", limits_.entries));
      TRY_VOID(unpack(entry));
    }
    if (entries_ == 0) return fail(Errc::malformed_request, "the archive is refused: it is empty, or no tar archive");
    return {};
  }

 private:
  tl::unexpected<Error> broken() {
    const char* why = archive_error_string(reader_.get());
    return fail(Errc::malformed_request, fmt::format("the archive cannot be read: {}", why ? why : "unknown format"));
  }

  Result<std::string> checked_path(std::string_view raw) const {
    if (raw.starts_with('/')) return refuse(raw, "is an absolute path");
    auto path = normal_path(raw);
    if (!path) return refuse(raw, "has \"..\" in its path");
    if (path->size() > limits_.path_length) return refuse(path->substr(0, 80) + "...", "has too long a path");
    if (static_cast<std::size_t>(std::ranges::count(*path, '/')) >= limits_.depth)
      return refuse(path->substr(0, 80) + "...", "is nested too deeply");
    for (std::size_t begin = 0; begin < path->size();) {
      const std::size_t end = std::min(path->find('/', begin), path->size());
      if (end - begin > limits_.name_length) return refuse(path->substr(0, 80) + "...", "has too long a name");
      begin = end + 1;
    }
    return path;
  }

  Result<> unpack(archive_entry* entry) {
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) return refuse("", "is an entry without a name");
    TRY(const std::string given, checked_path(raw));
    const std::string path = placement_(given);
    if (const char* target = archive_entry_hardlink(entry)) return hard_link(given, path, target);
    switch (archive_entry_filetype(entry)) {
      case AE_IFDIR:
        return path.empty() ? Result<>{} : named(path, tree_.make_folder(path, 0755));
      case AE_IFREG:
        return regular(entry, given, path);
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

  Result<> hard_link(std::string_view given, const std::string& path, std::string_view raw_target) {
    if (raw_target.starts_with('/')) return refuse(given, "is a hard link to an absolute path");
    const auto target = normal_path(raw_target);
    if (!target) return refuse(given, "is a hard link with \"..\" in its target");
    if (path.empty()) return {};
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
    return named(path, tree_.make_link(path, target));
  }

  Result<> regular(archive_entry* entry, const std::string& given, const std::string& path) {
    // A sparse file may claim any size without bringing data: the claim counts.
    const auto size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    if (size > limits_.file.count) return refuse(given, fmt::format("is larger than {} MiB", limits_.file.count >> 20));
    if (path.empty()) return skip(given);
    const mode_t mode = (archive_entry_mode(entry) & 0111) != 0 ? 0755 : 0644;
    auto file = tree_.create_file(path, mode);
    if (!file) return named(path, tl::unexpected{file.error()});
    TRY_VOID(copy(given, file->get(), size));
    const timespec times[2] = {{archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)},
                               {archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)}};
    if (::futimens(file->get(), times) != 0) return fail_errno(fmt::format("set the time of \"{}\"", path));
    return {};
  }

  // What a file claims to hold is counted before it is written.
  Result<> claim(std::string_view path, std::uint64_t bytes) {
    claimed_ += bytes;
    if (claimed_ > limits_.total.count)
      return refuse(path, fmt::format("brings the archive above {} MiB", limits_.total.count >> 20));
    return {};
  }

  Result<> judge_ratio(std::string_view path, std::uint64_t bytes) {
    unpacked_ += bytes;
    const auto read = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader_.get(), -1), 1));
    if (unpacked_ > limits_.ratio_free.count && unpacked_ / limits_.ratio > read)
      return refuse(path,
                    fmt::format("unpacks to more than {} times what was read: a decompression bomb", limits_.ratio));
    return {};
  }

  Result<> skip(std::string_view path) {
    for (;;) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_EOF) return {};
      if (status != ARCHIVE_OK) return broken();
      TRY_VOID(claim(path, size));
      TRY_VOID(judge_ratio(path, size));
    }
  }

  Result<> copy(std::string_view path, int file, std::uint64_t claimed) {
    TRY_VOID(claim(path, claimed));
    for (;;) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_EOF) break;
      if (status != ARCHIVE_OK) return broken();
      if (offset < 0 || static_cast<std::uint64_t>(offset) + size > claimed)
        return refuse(path, "holds more than it says");
      TRY_VOID(judge_ratio(path, size));
      if (::lseek(file, offset, SEEK_SET) < 0 || !base::write_all(file, {static_cast<const char*>(block), size}))
        return fail_errno(fmt::format("write \"{}\"", path));
    }
    if (::ftruncate(file, static_cast<off_t>(claimed)) != 0) return fail_errno(fmt::format("write \"{}\"", path));
    return {};
  }

  Tree& tree_;
  const UnpackLimits& limits_;
  const Placement& placement_;
  Reader reader_;
  std::uint64_t entries_ = 0;
  std::uint64_t claimed_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

Result<> unpack_stream(int descriptor, Tree& into, const UnpackLimits& limits, const Placement& placement) {
  return Unpacker{into, limits, placement}.run(descriptor);
}

Result<> unpack_file(const std::filesystem::path& archive, Tree& into, const UnpackLimits& limits) {
  const UniqueFd file{::open(archive.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file)
    return fail(Errc::bad_configuration, fmt::format("cannot open {}: {}", archive.string(), std::strerror(errno)));
  const Placement everything = [](const std::string& path) { return path; };
  if (auto done = unpack_stream(file.get(), into, limits, everything); !done)
    return fail(done.error().code, fmt::format("{}: {}", archive.string(), done.error().message));
  if (const std::string instead = not_flat(into); !instead.empty())
    return fail(Errc::malformed_request, fmt::format("{}: {}", archive.string(), instead));
  return {};
}

std::string not_flat(const Tree& tree) {
  const auto has = [&](const char* name) {
    return ::faccessat(tree.descriptor(), name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  };
  if (has("oci-layout") || (has("manifest.json") && !has("usr") && !has("bin")))
    return "this is an image in layers; give its flat file system: `podman create --name x IMAGE && podman export x -o "
           "FILE.tar`";
  if (!has("usr") && !has("bin")) return "there is neither /usr nor /bin in it: this is no root file system";
  return {};
}

}  // namespace cordon::images
