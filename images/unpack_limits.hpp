// How much an archive may bring. Values.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/quantity.hpp"

namespace cordon::images {

struct UnpackLimits {
  std::uint64_t entries = 1'000'000;  // folders that are only implied by a path count too
  Bytes total = 16_GiB;
  Bytes file = 8_GiB;
  // Bytes out per byte in, judged once more than `ratio_free` has come out: real root file systems stay below 15.
  std::uint64_t ratio = 100;
  Bytes ratio_free = 64_MiB;
  std::size_t path_length = 2048;
  std::size_t name_length = 255;
  std::size_t depth = 64;
  Bytes names = 256_MiB;  // all paths together: they are remembered until the archive is through
  std::size_t layers = 512;
};

// What has been used of them.
struct Unpacked {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

}  // namespace cordon::images
