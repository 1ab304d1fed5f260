// What a zygote's process does between its creation and the start of its runtime.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/spec.hpp"

#include <string>
#include <vector>

namespace cordon::cage {

struct ZygoteSetup {
  Runtime runtime;
  std::uint64_t memory;  // that its children are to have, in bytes; 0 where the runtime does not ask
  const std::string& root;  // where the image is mounted
  const std::vector<UniqueFd>& entrances;  // of its control groups
  unsigned id;  // user and group outside; inside it is root, over the sandboxes' users and nobody else
  int socket, agent, filter, library;
  int grant, errors;  // becomes readable when there are users; takes what it prints
};

// Whether the runtime is told how much memory there is when it starts, and so serves sandboxes of one size only.
bool asks_for_memory(Runtime runtime);

// Enters the image, becomes root of a user namespace of its own that owns its other namespaces, and executes the
// image's interpreter with our library in it. Never returns; says on `errors` what failed.
[[noreturn]] void become_zygote(const ZygoteSetup& setup);

}  // namespace cordon::cage
