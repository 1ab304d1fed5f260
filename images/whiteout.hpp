// Whiteouts: how a layer says that something of the layers below is gone. A file ".wh.NAME" removes NAME,
// and ".wh..wh..opq" all that its folder has from below; neither touches what its own layer brings.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "images/tree.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// Whether an entry says something about others, and is never a file itself.
bool is_whiteout(std::string_view path);

// Removes from the tree, which must hold the layers below and nothing of this one, what the layer says is
// gone. From a tar file that is not compressed. Blocking.
Result<> apply_whiteouts(int descriptor, Tree& tree, const UnpackLimits& limits);

}  // namespace cordon::images
