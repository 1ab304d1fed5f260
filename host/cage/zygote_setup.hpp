// What a zygote's process does between its creation and the start of its runtime.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/spec.hpp"

#include <string>
#include <vector>

namespace cordon::cage {

struct ZygoteSetup {
  Runtime runtime;
  const std::string& root;  // where the image is mounted
  const std::vector<UniqueFd>& entrances;  // of its control groups
  unsigned id;  // user and group outside; inside it is root, over the sandboxes' users and nobody else
  int socket, agent, filter, library;
  int grant, errors;  // becomes readable when there are users; takes what it prints
};

// Enters the image, becomes root of a user namespace of its own that owns its other namespaces, and executes the
// image's interpreter with our library in it. Never returns; says on `errors` what failed.
[[noreturn]] void become_zygote(const ZygoteSetup& setup);

}  // namespace cordon::cage
