// The last things done to a tree before it becomes an image. Blocking; any thread, one per tree.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "images/tree.hpp"

namespace cordon::images {

struct Sealed {
  std::string digest;
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
  std::uint64_t new_bytes = 0;  // of those, what no other image had
};

// What every sandbox finds: empty /proc, /dev, /dev/shm, /tmp and /box to mount on, and files in /etc
// that name a root, a sandbox (1000, at home in /box) and a nobody, and look names up in files only.
Result<> add_skeleton(Tree& tree);

// Makes everything root's, readable by everybody and writable by nobody else, drops set-uid bits,
// refuses what is no folder, file or link, replaces each file by a link to the same one in `pool`, and
// names the result. Only for a tree that nobody else can write to any more.
Result<Sealed> seal(Tree& tree, const std::filesystem::path& pool);

}  // namespace cordon::images
