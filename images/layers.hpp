// Lays the layers of an image over each other. Blocking; one thread.
#pragma once

#include "base/result.hpp"
#include "images/tree.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// From an unpacked `docker save` or OCI archive into an empty tree. No byte of a layer is looked at before both
// of its digests are right: what comes is decompressed into `scratch` first.
Result<> unpack_layers(const Tree& archive, const Tree& scratch, Tree& into, const UnpackLimits& limits);

}  // namespace cordon::images
