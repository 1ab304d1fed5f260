// Archives for tests, hostile ones among them: nothing that is asked for is refused.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <string>
#include <string_view>

namespace cordon::images {

class TestArchive {
 public:
  enum class Compression { none, gzip, xz, zstd };

  explicit TestArchive(const std::filesystem::path& file, Compression compression = Compression::none) {
    archive_write_set_format_pax_restricted(archive_);
    switch (compression) {
      case Compression::none:
        archive_write_add_filter_none(archive_);
        break;
      case Compression::gzip:
        archive_write_add_filter_gzip(archive_);
        break;
      case Compression::xz:
        archive_write_add_filter_xz(archive_);
        break;
      case Compression::zstd:
        archive_write_add_filter_zstd(archive_);
        break;
    }
    archive_write_open_filename(archive_, file.c_str());
  }
  TestArchive(const TestArchive&) = delete;
  TestArchive& operator=(const TestArchive&) = delete;
  ~TestArchive() { archive_write_free(archive_); }

  TestArchive& file(const std::string& path, std::string_view content = "x", unsigned mode = 0644) {
    return add(path, AE_IFREG, mode, content, {}, {});
  }
  TestArchive& folder(const std::string& path) { return add(path, AE_IFDIR, 0755, {}, {}, {}); }
  TestArchive& link(const std::string& path, const std::string& target) {
    return add(path, AE_IFLNK, 0777, {}, target, {});
  }
  TestArchive& hard_link(const std::string& path, const std::string& target) {
    return add(path, AE_IFREG, 0644, {}, {}, target);
  }
  TestArchive& special(const std::string& path, unsigned type) { return add(path, type, 0644, {}, {}, {}); }
  // A file of zeros, written piece by piece.
  TestArchive& zeros(const std::string& path, std::size_t size) {
    return add(path, AE_IFREG, 0644, std::string(size, '\0'), {}, {});
  }

 private:
  TestArchive& add(const std::string& path, unsigned type, unsigned mode, std::string_view content,
                   const std::string& link, const std::string& hard_link) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, static_cast<__LA_MODE_T>(mode));
    archive_entry_set_mtime(entry, 1'700'000'000, 0);
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    if (!link.empty()) archive_entry_set_symlink(entry, link.c_str());
    if (!hard_link.empty()) archive_entry_set_hardlink(entry, hard_link.c_str());
    archive_write_header(archive_, entry);
    if (!content.empty()) archive_write_data(archive_, content.data(), content.size());
    archive_entry_free(entry);
    return *this;
  }

  archive* archive_ = archive_write_new();
};

}  // namespace cordon::images
