// Reads an archive with libarchive and writes it into a fresh tree.
//
// libarchive only parses here: what is written, and where, is decided by us (images/tree.hpp). An
// archive is hostile until it is through: anything that is not a folder, a regular file, a symbolic
// link or a hard link to an earlier entry is refused, as are paths and links that lead out, entries
// that come twice, and more data than the limits allow. Owners, set-uid bits, extended attributes
// and ACLs are dropped. Blocking; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "images/tree.hpp"

namespace cordon::images {

struct UnpackLimits {
  std::uint64_t entries = 1'000'000;
  Bytes total = 16_GiB;
  Bytes file = 8_GiB;
  // Bytes out per byte in, judged once more than `ratio_free` has come out: real root file systems stay below 15.
  std::uint64_t ratio = 100;
  Bytes ratio_free = 64_MiB;
  std::size_t path_length = 2048;
  std::size_t name_length = 255;
  std::size_t depth = 64;
};

// Where an entry goes: a normal path, or "" to leave it out.
using Placement = std::function<std::string(const std::string& path)>;

// From a file, or from the descriptor of a pipe. Compression and format are recognised.
Result<> unpack_file(const std::filesystem::path& archive, Tree& into, const UnpackLimits& limits);
Result<> unpack_stream(int descriptor, Tree& into, const UnpackLimits& limits, const Placement& placement);

// How an archive that could be made flat is told: nothing, or what to do instead.
std::string not_flat(const Tree& tree);

}  // namespace cordon::images
