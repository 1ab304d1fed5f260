#include "images/whiteout.hpp"

#include <fmt/format.h>
#include <string>

#include "images/archive_reader.hpp"
#include "images/unpack.hpp"

namespace cordon::images {
namespace {

constexpr std::string_view prefix = ".wh.";
// Names with this are notes of a union file system to itself, but for one.
constexpr std::string_view internal_prefix = ".wh..wh.";
constexpr std::string_view opaque = ".wh..wh..opq";

// The first part of the path that is a whiteout, and where it begins; npos if there is none.
std::size_t find_part(std::string_view path) {
  for (std::size_t begin = 0; begin < path.size();) {
    if (path.substr(begin).starts_with(prefix)) return begin;
    const std::size_t slash = path.find('/', begin);
    if (slash == std::string_view::npos) break;
    begin = slash + 1;
  }
  return std::string_view::npos;
}

Result<> apply_one(std::string_view path, Tree& tree) {
  const std::size_t begin = find_part(path);
  const std::string_view part = path.substr(begin);
  const std::string_view folder = path.substr(0, begin == 0 ? 0 : begin - 1);
  if (part == opaque) return tree.clear(folder);
  if (part.starts_with(internal_prefix)) return {};
  const std::string_view name = part.substr(prefix.size());
  if (name.find('/') != std::string_view::npos) return refuse(path, "lies below a whiteout");
  if (name.empty() || name == "." || name == "..") return refuse(path, "is a whiteout of no name");
  auto removed = tree.remove(fmt::format("{}{}{}", folder, folder.empty() ? "" : "/", name));
  if (!removed && removed.error().code == Errc::malformed_request)
    return fail(Errc::malformed_request,
                fmt::format("the archive is refused: the whiteout {}", removed.error().message));
  return removed;
}

}  // namespace

bool is_whiteout(std::string_view path) { return find_part(path) != std::string_view::npos; }

Result<> apply_whiteouts(int descriptor, Tree& tree, const UnpackLimits& limits) {
  TRY(auto reader, ArchiveReader::open(descriptor, ArchiveReader::Content::tar, limits));
  for (std::uint64_t entries = 0; entries <= limits.entries; ++entries) {
    TRY(archive_entry * entry, reader.next());
    if (entry == nullptr) return {};
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) return refuse("", "is an entry without a name");
    TRY(const std::string path, checked_path(raw, limits));
    if (!is_whiteout(path)) continue;
    if (archive_entry_hardlink(entry) == nullptr && archive_entry_filetype(entry) != AE_IFREG &&
        path.find(internal_prefix) == std::string::npos)
      return refuse(path, "is a whiteout, and no file");
    TRY_VOID(apply_one(path, tree));
  }
  return fail(Errc::malformed_request,
              fmt::format("the archive is refused: it has more than {} entries", limits.entries));
}

}  // namespace cordon::images
