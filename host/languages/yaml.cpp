#include "host/languages/yaml.hpp"

#include "base/utf8.hpp"
#include "host/languages/text.hpp"

#include <re2/re2.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <utility>

namespace cordon::languages::yaml {
namespace {

Place place_of(const YAML::Mark& mark) { return mark.is_null() ? Place{} : Place{mark.line + 1, mark.column + 1}; }

std::string spelled(Place place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

// Thrown through yaml-cpp to stop it; parse() below is the one catch.
struct Stop {
  Problem problem;
};

class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::string_view source) : source_{source} {}

  void OnDocumentStart(const YAML::Mark& mark) override { root_.place = place_of(mark); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "?", anchor);
    add({.kind = Node::Kind::null, .place = place_of(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Stop{{place_of(mark), "aliases (*name) are not used in manifests; write the value out"}};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    add({.kind = Node::Kind::scalar,
         .place = place_of(mark),
         .text = value,
         .quoted = tag == "!",
         .text_column = text_column(mark, value)});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open({.kind = Node::Kind::sequence, .place = place_of(mark)});
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open({.kind = Node::Kind::mapping, .place = place_of(mark)});
  }
  void OnMapEnd() override { close(); }

  Node take() && { return std::move(root_); }

 private:
  // A container that is being filled; in a mapping, scalars alternate between key and value.
  struct Open {
    Node node;
    bool has_key = false;
    std::string key = {};
    Place key_place = {};
  };

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) throw Stop{{place_of(mark), "anchors (&name) are not used in manifests; write the value out"}};
    if (!tag.empty() && tag != "?" && tag != "!")
      throw Stop{{place_of(mark), "tags (!name) are not used in manifests"}};
    if (++nodes_ > max_nodes)
      throw Stop{{place_of(mark), "more than " + std::to_string(max_nodes) + " values in one manifest"}};
  }

  void open(Node node) {
    if (open_.size() >= max_depth)
      throw Stop{{node.place, "nested more than " + std::to_string(max_depth) + " levels deep"}};
    if (!open_.empty() && open_.back().node.kind == Node::Kind::mapping && !open_.back().has_key)
      throw Stop{{node.place, "a key must be text, not " + describe(node)}};
    open_.push_back({.node = std::move(node)});
  }

  void close() {
    Node done = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(done));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::mapping) {
      if (!parent.has_key) return take_key(parent, std::move(node));
      node.key = std::move(parent.key);
      node.key_place = parent.key_place;
      parent.has_key = false;
    }
    parent.node.children.push_back(std::move(node));
  }

  static void take_key(Open& mapping, Node node) {
    if (node.kind != Node::Kind::scalar) throw Stop{{node.place, "a key must be text, not " + describe(node)}};
    for (const Node& earlier : mapping.node.children)
      if (earlier.key == node.text)
        throw Stop{{node.place, "the key \"" + printable(node.text, 64) + "\" is given twice; the first is at " +
                                    spelled(earlier.key_place)}};
    mapping.key = std::move(node.text);
    mapping.key_place = node.place;
    mapping.has_key = true;
  }

  // Escapes, folding and blocks make the value differ from what stands in the file.
  int text_column(const YAML::Mark& mark, const std::string& value) const {
    if (mark.pos < 0) return 0;
    for (const int quote : {0, 1})
      if (const std::size_t at = static_cast<std::size_t>(mark.pos) + static_cast<std::size_t>(quote);
          at <= source_.size() && source_.substr(at, value.size()) == value)
        return mark.column + quote + 1;
    return 0;
  }

  std::string_view source_;
  Node root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
};

// What yaml-cpp would otherwise replace silently.
tl::expected<void, Problem> check_bytes(std::string_view text) {
  if (text.size() > max_bytes)
    return tl::unexpected{Problem{{}, "the manifest is larger than " + std::to_string(max_bytes / 1024) + " KiB"}};
  Place place;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = base::utf8_length(text.substr(i));
    const auto c = static_cast<unsigned char>(text[i]);
    if (length == 0) return tl::unexpected{Problem{place, "not valid UTF-8"}};
    if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
      return tl::unexpected{Problem{place, "a control character (" + std::to_string(c) + ") in the file"}};
    if (c == '\n')
      place = {place.line + 1, 1};
    else
      ++place.column;
    i += length;
  }
  return {};
}

}  // namespace

Scalar scalar_type(const Node& node) {
  static const RE2 null{"~|null|Null|NULL|"};
  static const RE2 boolean{"true|True|TRUE|false|False|FALSE"};
  static const RE2 integer{"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"};
  static const RE2 number{
      R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))"};
  if (node.kind == Node::Kind::null) return Scalar::null;
  if (node.quoted) return Scalar::text;
  if (RE2::FullMatch(node.text, null)) return Scalar::null;
  if (RE2::FullMatch(node.text, boolean)) return Scalar::boolean;
  if (RE2::FullMatch(node.text, integer)) return Scalar::integer;
  if (RE2::FullMatch(node.text, number)) return Scalar::number;
  return Scalar::text;
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  switch (scalar_type(node)) {
    case Scalar::null:
      return "nothing";
    case Scalar::boolean:
      return "the boolean " + node.text;
    case Scalar::integer:
    case Scalar::number:
      return "the number " + printable(node.text, 40);
    case Scalar::text:
      break;
  }
  return "the text \"" + printable(node.text, 40) + "\"";
}

tl::expected<Node, Problem> parse(std::string_view text) {
  if (auto fine = check_bytes(text); !fine) return tl::unexpected{std::move(fine).error()};
  try {
    std::istringstream stream{std::string{text}};
    YAML::Parser parser{stream};
    Builder builder{text};
    if (!parser.HandleNextDocument(builder)) return tl::unexpected{Problem{{}, "the file is empty"}};
    Builder another{text};
    if (parser.HandleNextDocument(another))
      return tl::unexpected{
          Problem{std::move(another).take().place, "a second document (---) begins here; one file is one language"}};
    return std::move(builder).take();
  } catch (const Stop& stop) {
    return tl::unexpected{stop.problem};
  } catch (const YAML::Exception& e) {
    return tl::unexpected{Problem{place_of(e.mark), e.msg}};
  }
}

}  // namespace cordon::languages::yaml
