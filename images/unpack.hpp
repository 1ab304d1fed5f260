// Writes an archive into a tree.
//
// libarchive only parses here: what is written, and where, is decided by us (images/tree.hpp). An
// archive is hostile until it is through: anything that is not a folder, a regular file, a symbolic
// link or a hard link to an earlier entry is refused, as are paths and links that lead out, entries
// that come twice, and more data than the limits allow. Owners, set-uid bits, extended attributes
// and ACLs are dropped. Blocking; one thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "images/tree.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// Where an entry goes: a normal path, or "" to leave it out.
using Placement = std::function<std::string(const std::string& path)>;

// From the descriptor of a file or a pipe into a tree that has nothing of what comes. Compression is recognised.
Result<> unpack_stream(int descriptor, Tree& into, const UnpackLimits& limits, const Placement& placement);

// A layer, as a tar file that is not compressed, on top of what is in the tree: a file or link that comes
// replaces what is there, a folder joins a folder. Whiteouts are left out.
Result<> unpack_on_top(int descriptor, Tree& into, const UnpackLimits& limits, Unpacked& so_far);

// The normal form of an entry's name, or why it is refused.
Result<std::string> checked_path(std::string_view raw, const UnpackLimits& limits);

}  // namespace cordon::images
