// Reads what the server asks for. A plain function, because it is the one place where a server that has
// been taken over can put its hands on the privileged side.
#pragma once

#include "host/cage/spec.hpp"

#include <optional>
#include <string_view>
#include <variant>

namespace cordon::cage {

using AnyRequest = std::variant<CreateMessage, LimitMessage, DestroyMessage>;

// Nothing for a kind that is unknown or a size that is not exactly that kind's. Whether the numbers in it
// are acceptable is another question: see valid().
std::optional<AnyRequest> decode(std::string_view datagram);

bool valid(const CreateMessage& message);
bool valid(const LimitMessage& message);

}  // namespace cordon::cage
