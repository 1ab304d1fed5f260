// What the cage and a zygote (guest/zygotes) say to each other, over a SOCK_SEQPACKET pair: fixed-size structs.
//
// A zygote is a runtime of an image, started ahead of need, that never sees a submission: it forks, and the children
// become sandboxes. It is root of a user namespace that has the sandboxes' users in it and no others; what it says is
// believed only as far as that goes: a descriptor of one of its children to end.
#pragma once

#include "host/cage/spec.hpp"

namespace cordon::cage {

// Asks for a child. Descriptors: the agent's end of the stream, then what to write "0" to in order to enter the
// control groups.
struct BirthRequest {
  std::uint32_t sandbox = 0;
  std::uint32_t user = 0;  // and group, as the zygote's user namespace counts them
  std::uint64_t work_folder = 0;
  std::uint32_t work_files = 0;
  std::int32_t landlock_abi = 0;
  std::uint32_t hidden_processes = 0;
};

enum class Word : std::uint32_t {
  wants_users = 1,  // its user namespace has no users yet; it waits for one byte on its standard input
  ready,            // the runtime has started
  born,             // a child; its pidfd comes along
  not_born,
};

struct BirthReply {
  Word word = Word::ready;
  std::uint32_t sandbox = 0;
  std::int32_t error_number = 0;
};

// Where a zygote finds what it was given. Everything up to `reserved` is taken when its runtime starts, so that the
// runtime opens nothing where its children need room (steps.hpp, agent/main.cpp).
namespace zygote_place {
inline constexpr int cage = 3, agent = 4, filter = 5, library = 6, reserved = 31;
}

}  // namespace cordon::cage
