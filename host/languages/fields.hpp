// Typed reading of a manifest's YAML: every function answers the value, or notes a problem with its
// place and answers something harmless, so that one reading finds all problems of a file.
#pragma once

#include "base/quantity.hpp"
#include "host/languages/yaml.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

using Problems = std::vector<yaml::Problem>;

// One mapping with known keys. Keys are asked for by name; unknown() then notes the rest.
class Fields {
 public:
  // `name` is for messages: "the manifest", "`compile`".
  Fields(const yaml::Node& node, std::string name, Problems& problems);

  const yaml::Node* optional(std::string_view key);
  // A missing one is a problem; `hint` says what it should have been.
  const yaml::Node* required(std::string_view key, std::string_view hint);
  void refuse_unknown_keys();

 private:
  const yaml::Node& node_;
  std::string name_;
  Problems& problems_;
  std::vector<std::string_view> known_;
};

struct Range {
  std::uint64_t least = 0, most = 0;
};

std::string read_text(const yaml::Node& node, Problems& problems);
// Not empty, at most `longest` bytes, one line.
std::string read_name(const yaml::Node& node, std::size_t longest, Problems& problems);
std::vector<std::string> read_texts(const yaml::Node& node, Problems& problems);
std::map<std::string, std::string> read_text_map(const yaml::Node& node, Problems& problems);
milliseconds read_duration(const yaml::Node& node, Problems& problems);      // 10s, 500ms, 2m
Bytes read_size(const yaml::Node& node, Range allowed, Problems& problems);  // 256MiB, 64KiB, 1048576
std::uint32_t read_count(const yaml::Node& node, Range allowed, Problems& problems);

// Any mapping, as JSON: unquoted true, null and numbers keep their type.
std::string read_json(const yaml::Node& node, Problems& problems);

void each_item(const yaml::Node& node, Problems& problems, const std::function<void(const yaml::Node&)>& visit);

}  // namespace cordon::languages
