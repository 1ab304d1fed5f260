#include "images/archive_reader.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace cordon::images {
namespace {

constexpr std::size_t block_size = 64 << 10;

}  // namespace

tl::unexpected<Error> refuse(std::string_view path, std::string_view why) {
  return fail(Errc::malformed_request, fmt::format("the archive is refused: \"{}\" {}", path, why));
}

Result<ArchiveReader> ArchiveReader::open(int descriptor, Content content, const UnpackLimits& limits) {
  ArchiveReader reader{limits};
  archive* const raw = reader.reader_.get();
  if (content != Content::tar)
    for (const auto support : {archive_read_support_filter_gzip, archive_read_support_filter_xz,
                               archive_read_support_filter_zstd, archive_read_support_filter_bzip2})
      support(raw);
  if (content == Content::compressed) {
    archive_read_support_format_raw(raw);
  } else {
    archive_read_support_format_tar(raw);
    archive_read_support_format_gnutar(raw);
  }
  archive_read_support_format_empty(raw);
  if (archive_read_open_fd(raw, descriptor, block_size) != ARCHIVE_OK) return reader.broken();
  return reader;
}

tl::unexpected<Error> ArchiveReader::broken() const {
  const char* why = archive_error_string(reader_.get());
  return fail(Errc::malformed_request, fmt::format("the archive cannot be read: {}", why ? why : "unknown format"));
}

Result<archive_entry*> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(reader_.get(), &entry);
  if (status == ARCHIVE_EOF) return nullptr;
  // ARCHIVE_WARN is given for names that are no UTF-8: nothing is lost with raw names.
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken();
  return entry;
}

Result<> ArchiveReader::data(std::string_view path, const TakeBlock& take) {
  for (;;) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
    if (status == ARCHIVE_EOF) return {};
    if (status != ARCHIVE_OK) return broken();
    if (offset < 0) return refuse(path, "has data at a negative place");
    unpacked_ += size;
    const auto read = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader_.get(), -1), 1));
    if (unpacked_ > limits_->ratio_free.count && unpacked_ / limits_->ratio > read)
      return refuse(path,
                    fmt::format("unpacks to more than {} times what was read: a decompression bomb", limits_->ratio));
    TRY_VOID(take({static_cast<const char*>(block), size}, static_cast<std::uint64_t>(offset)));
  }
}

}  // namespace cordon::images
