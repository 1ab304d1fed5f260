// A YAML document as a tree in which every node knows its place, so that a problem found later can
// still say where. A value; any thread.
//
// Manifests need little of YAML, and what they do not need is refused rather than interpreted:
// anchors and aliases (a few hundred bytes of them unfold into gigabytes), tags, keys that are not
// text, a key given twice, more than one document. Depth, node count and size are bounded.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace cordon::languages::yaml {

struct Place {
  int line = 1, column = 1;  // from 1
  auto operator<=>(const Place&) const = default;
};

struct Problem {
  Place place;
  std::string message;
};

struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  Place place;
  std::string text;            // of a scalar
  bool quoted = false;         // or a block: text, whatever it looks like
  std::string key;             // under which it stands in its mapping
  Place key_place;             // of that key
  int text_column = 0;         // of a scalar's first character, if it stands in the file as it is; or 0
  std::vector<Node> children;  // of a sequence or a mapping, in the order of the file
};

// What an unquoted scalar means to YAML's core schema.
enum class Scalar { text, null, boolean, integer, number };
Scalar scalar_type(const Node& node);

// "the number 3", "a list": for messages.
std::string describe(const Node& node);

constexpr std::size_t max_bytes = std::size_t{256} * 1024;
constexpr std::size_t max_nodes = 5000;
constexpr std::size_t max_depth = 16;

tl::expected<Node, Problem> parse(std::string_view text);

}  // namespace cordon::languages::yaml
