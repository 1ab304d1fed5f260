// One archive, or one compressed file, read with libarchive from a descriptor.
//
// libarchive only parses: nothing of it ever writes. It recognises compression and format by content; the
// formats are tar's and no others. Everything read is counted, so that a decompression bomb is told before
// it is through. Blocking; one owner, one thread.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// "the archive is refused: "path" why"
tl::unexpected<Error> refuse(std::string_view path, std::string_view why);

class ArchiveReader {
 public:
  enum class Content {
    archive,     // tar, compressed or not
    tar,         // tar that is not compressed: what was unpacked once is not unpacked again
    compressed,  // bytes of any kind, compressed or not: one entry, "data"
  };
  static Result<ArchiveReader> open(int descriptor, Content content, const UnpackLimits& limits);

  // The next entry; null at the end. It is libarchive's, until the next call.
  Result<archive_entry*> next();

  // The data of the entry, piece by piece, and where in the file each belongs.
  using TakeBlock = std::function<Result<>(std::string_view block, std::uint64_t offset)>;
  Result<> data(std::string_view path, const TakeBlock& take);

 private:
  struct Free {
    void operator()(archive* reader) const { archive_read_free(reader); }
  };
  explicit ArchiveReader(const UnpackLimits& limits) : limits_{&limits}, reader_{archive_read_new()} {}
  tl::unexpected<Error> broken() const;

  const UnpackLimits* limits_;
  std::unique_ptr<archive, Free> reader_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace cordon::images
