#include "host/languages/fields.hpp"

#include "base/nearest.hpp"
#include "host/languages/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cordon::languages {
namespace {

using yaml::Node;

void expected(const Node& node, std::string_view what, Problems& problems) {
  problems.push_back({node.place, "expected " + std::string{what} + ", found " + yaml::describe(node)});
}

bool digits(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && error == std::errc{} && end == text.data() + text.size();
}

struct Unit {
  std::string_view suffix;
  std::uint64_t factor;
};

// The number before the first suffix that fits; false also where the product is too large.
bool parse_quantity(std::string_view text, std::initializer_list<Unit> units, std::uint64_t& amount) {
  for (const Unit& unit : units)
    if (text.ends_with(unit.suffix) && digits(text.substr(0, text.size() - unit.suffix.size()), amount))
      return !__builtin_mul_overflow(amount, unit.factor, &amount);
  return false;
}

std::string spell_size(std::uint64_t bytes) {
  if (bytes >= 1 << 30 && bytes % (1 << 30) == 0) return std::to_string(bytes >> 30) + "GiB";
  if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) return std::to_string(bytes >> 20) + "MiB";
  if (bytes >= 1 << 10 && bytes % (1 << 10) == 0) return std::to_string(bytes >> 10) + "KiB";
  return std::to_string(bytes);
}

nlohmann::json json_number(const Node& node, Problems& problems) {
  std::string_view text = node.text;
  if (text.starts_with('+')) text.remove_prefix(1);
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 10;
  const std::string_view plain = base == 10 ? text : text.substr(2);
  const char* const end = plain.data() + plain.size();
  if (yaml::scalar_type(node) == yaml::Scalar::integer) {
    std::int64_t number = 0;
    if (const auto read = std::from_chars(plain.data(), end, number, base); read.ec == std::errc{}) return number;
  } else {
    double number = 0;
    if (const auto read = std::from_chars(plain.data(), end, number);
        read.ec == std::errc{} && read.ptr == end && std::isfinite(number))
      return number;
  }
  expected(node, "a number that JSON can hold", problems);
  return nullptr;
}

nlohmann::json json_of(const Node& node, Problems& problems) {
  switch (node.kind) {
    case Node::Kind::null:
      return nullptr;
    case Node::Kind::mapping: {
      auto object = nlohmann::json::object();
      for (const Node& child : node.children) object[child.key] = json_of(child, problems);
      return object;
    }
    case Node::Kind::sequence: {
      auto array = nlohmann::json::array();
      for (const Node& child : node.children) array.push_back(json_of(child, problems));
      return array;
    }
    case Node::Kind::scalar:
      break;
  }
  switch (yaml::scalar_type(node)) {
    case yaml::Scalar::null:
      return nullptr;
    case yaml::Scalar::boolean:
      return node.text == "true" || node.text == "True" || node.text == "TRUE";
    case yaml::Scalar::integer:
    case yaml::Scalar::number:
      return json_number(node, problems);
    case yaml::Scalar::text:
      break;
  }
  return node.text;
}

}  // namespace

Fields::Fields(const Node& node, std::string name, Problems& problems)
    : node_{node}, name_{std::move(name)}, problems_{problems} {
  if (node.kind != Node::Kind::mapping) expected(node, "a mapping for " + name_, problems_);
}

const Node* Fields::optional(std::string_view key) {
  known_.push_back(key);
  if (node_.kind != Node::Kind::mapping) return nullptr;
  const auto found =
      std::find_if(node_.children.begin(), node_.children.end(), [&](const Node& n) { return n.key == key; });
  return found == node_.children.end() ? nullptr : &*found;
}

const Node* Fields::required(std::string_view key, std::string_view hint) {
  const Node* found = optional(key);
  if (found == nullptr && node_.kind == Node::Kind::mapping)
    problems_.push_back(
        {node_.place, name_ + " has no `" + std::string{key} + "`, which is required: " + std::string{hint}});
  return found;
}

void Fields::refuse_unknown_keys() {
  if (node_.kind != Node::Kind::mapping) return;
  for (const Node& child : node_.children)
    if (std::find(known_.begin(), known_.end(), child.key) == known_.end()) {
      std::string list;
      for (const std::string_view key : known_) list += (list.empty() ? "" : ", ") + std::string{key};
      const std::string meant = base::did_you_mean(child.key, known_);
      problems_.push_back({child.key_place, name_ + " has no key \"" + printable(child.key, 64) + "\"" +
                                                (meant.empty() ? "; it knows " + list : meant)});
    }
}

std::string read_text(const Node& node, Problems& problems) {
  if (node.kind != Node::Kind::scalar) {
    expected(node, "text", problems);
    return {};
  }
  if (const auto type = yaml::scalar_type(node); type != yaml::Scalar::text) {
    problems.push_back({node.place, "expected text, found " + yaml::describe(node) + "; if it is meant, write \"" +
                                        printable(node.text, 40) + "\" in quotes"});
    return {};
  }
  if (node.text.find('\0') != std::string::npos) {
    problems.push_back({node.place, "text must not contain a NUL character"});
    return {};
  }
  return node.text;
}

std::string read_name(const Node& node, std::size_t longest, Problems& problems) {
  const std::size_t before = problems.size();
  std::string text = read_text(node, problems);
  if (problems.size() != before) return {};
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  if (text.empty() || text.size() > longest || std::any_of(text.begin(), text.end(), control))
    problems.push_back({node.place, "expected one line of 1 to " + std::to_string(longest) + " bytes"});
  return text;
}

void each_item(const Node& node, Problems& problems, const std::function<void(const Node&)>& visit) {
  if (node.kind != Node::Kind::sequence) return expected(node, "a list", problems);
  for (const Node& item : node.children) visit(item);
}

std::vector<std::string> read_texts(const Node& node, Problems& problems) {
  std::vector<std::string> texts;
  each_item(node, problems, [&](const Node& item) { texts.push_back(read_text(item, problems)); });
  return texts;
}

std::map<std::string, std::string> read_text_map(const Node& node, Problems& problems) {
  std::map<std::string, std::string> map;
  if (node.kind != Node::Kind::mapping) expected(node, "a mapping of names to text", problems);
  for (const Node& child : node.children) map.emplace(child.key, read_text(child, problems));
  return map;
}

milliseconds read_duration(const Node& node, Problems& problems) {
  std::uint64_t amount = 0;
  constexpr std::uint64_t day = 24ull * 60 * 60 * 1000;
  if (node.kind != Node::Kind::scalar ||
      !parse_quantity(node.text, {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}}, amount)) {
    expected(node, "a duration such as 10s, 500ms or 2m", problems);
  } else if (amount < 1 || amount > day) {
    expected(node, "a duration from 1ms to 24h", problems);
  } else {
    return milliseconds{amount};
  }
  return milliseconds{1};
}

Bytes read_size(const Node& node, Range allowed, Problems& problems) {
  std::uint64_t amount = 0;
  if (node.kind != Node::Kind::scalar ||
      !parse_quantity(node.text, {{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"B", 1}, {"", 1}}, amount)) {
    expected(node, "a size such as 256MiB, 64KiB, 1GiB or a number of bytes", problems);
  } else if (amount < allowed.least || amount > allowed.most) {
    expected(node, "a size from " + spell_size(allowed.least) + " to " + spell_size(allowed.most), problems);
  } else {
    return {amount};
  }
  return {allowed.least};
}

std::uint32_t read_count(const Node& node, Range allowed, Problems& problems) {
  std::uint64_t number = 0;
  if (node.kind == Node::Kind::scalar && !node.quoted && digits(node.text, number) && number >= allowed.least &&
      number <= allowed.most)
    return static_cast<std::uint32_t>(number);
  expected(node, "a whole number from " + std::to_string(allowed.least) + " to " + std::to_string(allowed.most),
           problems);
  return static_cast<std::uint32_t>(allowed.least);
}

std::string read_json(const Node& node, Problems& problems) {
  if (node.kind != Node::Kind::mapping) {
    expected(node, "a mapping", problems);
    return "{}";
  }
  return json_of(node, problems).dump();
}

}  // namespace cordon::languages
