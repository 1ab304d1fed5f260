// A program that a zygote runs once, before it has any children: ours, and next to empty. What it used of the
// runtime's memory every program will (working_set.hpp).
#pragma once

#include "guest/protocol/message.hpp"
#include "guest/zygotes/zygote.hpp"

#include <optional>

namespace cordon::zygotes {

// Runs hooks.rehearsal in a child, in a work folder of its own, to its end, for ten seconds at most. Returns in that
// child with its program, and in the zygote with nothing. Where it fails, nothing has been learnt.
std::optional<protocol::Run> rehearse(const Hooks& hooks);

}  // namespace cordon::zygotes
