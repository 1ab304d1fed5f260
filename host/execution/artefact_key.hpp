// By what a compile is known: a digest of all that determines what it makes. Values and plain functions; any
// thread.
#pragma once

#include "host/execution/compiled.hpp"

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace cordon::execution {

struct ArtefactKey {
  std::array<unsigned char, 32> digest{};
  bool operator==(const ArtefactKey&) const = default;

  struct Hash {
    std::size_t operator()(const ArtefactKey& key) const noexcept {
      std::size_t first = 0;  // of a digest, as good as any other part
      std::memcpy(&first, key.digest.data(), sizeof first);
      return first;
    }
  };
};

// What a compile depends on besides its plan.
struct Surroundings {
  std::string_view space;      // artefacts are shared within one of these; "" where there is only one
  std::string_view isolation;  // "namespaces"
  std::string_view level;      // "sandbox"
};

ArtefactKey key_of(const Surroundings& surroundings, const CompilePlan& plan);

// 64 hexadecimal digits, the name of its file.
std::string to_text(const ArtefactKey& key);
std::optional<ArtefactKey> artefact_key(std::string_view text);

// SHA-256.
std::array<unsigned char, 32> digest_of(std::string_view data);

}  // namespace cordon::execution
