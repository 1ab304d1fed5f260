// What a `docker save` or OCI archive says is in it: the layers of its one image, in order.
//
// Reads the JSON files of an unpacked archive, which is hostile: every file it names is looked for below the
// archive and nowhere else, and is what its digest says, or the archive is refused. Plain functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "images/tree.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

struct Layer {
  std::string path;                   // in the archive
  std::string digest;                 // SHA-256 of the file, 64 hex digits; "" if the archive does not tell
  std::optional<std::uint64_t> size;  // of the file
  std::string content_digest;         // of what the file holds, decompressed
};

// Whether an unpacked archive is an image in layers, and no root file system.
bool is_layered(const Tree& archive);

// The image's layers, the lowest first. Of an archive with images for several machines the one for this one.
Result<std::vector<Layer>> layers_of(const Tree& archive, const UnpackLimits& limits);

}  // namespace cordon::images
