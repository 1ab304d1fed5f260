// Plans, keys and compiles to test the artefact cache with.
#pragma once

#include "host/execution/artefact_key.hpp"

#include <string>

namespace cordon::execution {

inline ArtefactKey key_for(std::string_view name) { return {digest_of(name)}; }

inline Compiled binary(std::string content, std::string warnings = {}) {
  return {.outcome = {.succeeded = true, .output = {.data = std::move(warnings)}},
          .undisturbed = true,
          .artefacts = {{.path = "main", .content = std::move(content), .mode = 0755}}};
}

inline Compiled compile_error() {
  return {.outcome = {.exit_code = 1, .output = {.data = "error"}}, .undisturbed = true};
}

}  // namespace cordon::execution
