// Takes a root file system out of an archive that somebody else made.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "images/assembly.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// Fills the assembly's tree from a flat tar archive, or from a `docker save` or OCI archive. Everything is
// parsed by a child process without rights (images/unprivileged.hpp). Blocking.
Result<> import_tree(const std::filesystem::path& archive, Assembly& assembly, const UnpackLimits& limits);

// Text that an archive may have had a say in, so that a terminal and a log can take it.
std::string printable(std::string_view text);

}  // namespace cordon::images
