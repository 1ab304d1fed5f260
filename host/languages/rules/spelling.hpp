// Different texts that a compiler takes for the same: brought to one form before rules look at them.
// Plain functions; any thread.
#pragma once

#include "host/languages/rules/grammar.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages::rules {

// A name as its language compares names: Python's normal form NFKC, JavaScript's \u0065 is e,
// Rust's r#net is net.
std::string spelled(std::string_view name, Vocabulary::Names how);

// A source with what is done to it before the compiler sees words done to it, and the way back.
class Translated {
 public:
  Translated(std::string_view source, Vocabulary::Translation how);

  [[nodiscard]] std::string_view text() const { return changed_ ? text_ : source_; }
  [[nodiscard]] std::uint32_t original(std::uint32_t offset) const;

 private:
  struct Shift {
    std::uint32_t from;      // offset in the translation
    std::uint32_t original;  // that this one comes from
  };

  void java_escapes();
  void splices();
  void carriage_returns();

  std::string_view source_;
  std::string text_;
  std::vector<Shift> shifts_;
  bool changed_ = false;
};

}  // namespace cordon::languages::rules
