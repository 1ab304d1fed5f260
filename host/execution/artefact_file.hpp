// A compile that succeeded, as the bytes of one file of the cache. Plain functions; any thread.
//
// The file is our own, and yet may be damaged: what does not have its digest, or is not what it says, is not read.
#pragma once

#include "host/execution/artefact_key.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cordon::execution {

std::string encode_artefacts(const ArtefactKey& key, const Compiled& compiled);

// Nothing if it is damaged, or belongs to another key.
std::optional<Compiled> decode_artefacts(const ArtefactKey& key, std::string_view file);

// Of encode_artefacts().
std::uint64_t encoded_size(const Compiled& compiled);

}  // namespace cordon::execution
