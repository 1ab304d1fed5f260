#include "host/languages/placeholders.hpp"

#include "base/nearest.hpp"
#include "host/languages/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <tl/expected.hpp>
#include <utility>

namespace cordon::languages {
namespace {

struct Piece {
  enum class Kind { text, main, stem, sources, args, memory, memory_percent, memory_less, cpus, variable, option };
  Kind kind = Kind::text;
  std::string text;          // of a text, or the name of a variable or option
  std::uint64_t number = 0;  // of memory_percent and memory_less
};

using Pieces = std::vector<Piece>;
constexpr std::array<std::string_view, 6> names{"main", "stem", "sources", "args", "memory_mib", "cpus"};
constexpr std::uint64_t least_memory_mib = 16;

bool parse_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

tl::expected<Piece, std::string> parse_memory(std::string_view argument) {
  std::uint64_t number = 0;
  if (argument.ends_with('%') && parse_number(argument.substr(0, argument.size() - 1), number) && number >= 1 &&
      number <= 100)
    return Piece{Piece::Kind::memory_percent, {}, number};
  if (argument.starts_with('-') && parse_number(argument.substr(1), number) && number <= 1u << 20)
    return Piece{Piece::Kind::memory_less, {}, number};
  return tl::unexpected{
      std::string{"after {memory_mib: comes a part such as 75% (1 to 100) or MiB to leave out such as -64"}};
}

tl::expected<Piece, std::string> parse_placeholder(std::string_view inside) {
  using enum Piece::Kind;
  if (inside == "main") return Piece{main};
  if (inside == "stem") return Piece{stem};
  if (inside == "sources") return Piece{sources};
  if (inside == "args") return Piece{args};
  if (inside == "memory_mib") return Piece{memory};
  if (inside == "cpus") return Piece{cpus};
  if (inside.starts_with("memory_mib:")) return parse_memory(inside.substr(11));
  if (inside.starts_with("option.") && inside.size() > 7) return Piece{option, std::string{inside.substr(7)}};
  if (inside.starts_with("plugin.") && inside.size() > 7) return Piece{variable, std::string{inside.substr(7)}};
  return tl::unexpected{"there is no placeholder {" + printable(inside, 40) + "}" + base::did_you_mean(inside, names) +
                        " (a brace itself is written {{)"};
}

tl::expected<Pieces, PlaceholderProblem> parse_element(std::string_view element) {
  Pieces pieces;
  std::string literal;
  const auto end_literal = [&] {
    if (!literal.empty()) pieces.push_back({Piece::Kind::text, std::exchange(literal, {})});
  };
  for (std::size_t i = 0; i < element.size(); ++i) {
    if (element[i] != '{') {
      literal += element[i];
    } else if (element.substr(i).starts_with("{{")) {
      literal += '{';
      ++i;
    } else {
      const std::size_t close = element.find('}', i);
      if (close == std::string_view::npos)
        return tl::unexpected{PlaceholderProblem{i, "this brace is not closed; a brace itself is written {{"}};
      auto piece = parse_placeholder(element.substr(i + 1, close - i - 1));
      if (!piece) return tl::unexpected{PlaceholderProblem{i, std::move(piece).error()}};
      const bool is_list =
          piece->kind == Piece::Kind::sources || piece->kind == Piece::Kind::args || piece->kind == Piece::Kind::option;
      if (is_list && (i != 0 || close + 1 != element.size()))
        return tl::unexpected{PlaceholderProblem{i, std::string{element.substr(i, close - i + 1)} +
                                                        " stands for several arguments, so it must be an element "
                                                        "of its own"}};
      end_literal();
      pieces.push_back(*std::move(piece));
      i = close;
    }
  }
  end_literal();
  return pieces;
}

std::string as_argument(const std::string& path) {
  return path.starts_with('-') || path.starts_with('@') ? "./" + path : path;
}

std::string without_extension(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return dot == std::string::npos || dot <= name ? path : path.substr(0, dot);
}

std::string text_of(const Piece& piece, const Values& values) {
  using enum Piece::Kind;
  const std::uint64_t mib = values.memory.count >> 20;
  const auto at_least_16 = [](std::uint64_t n) { return std::to_string(std::max(n, least_memory_mib)); };
  switch (piece.kind) {
    case text:
      return piece.text;
    case main:
      return as_argument(values.main);
    case stem:
      return as_argument(without_extension(values.main));
    case memory:
      return std::to_string(mib);
    case memory_percent:
      return at_least_16(mib * piece.number / 100);
    case memory_less:
      return at_least_16(mib > piece.number ? mib - piece.number : 0);
    case cpus:
      return std::to_string(std::max<std::uint32_t>(1, (values.cpu_percent + 99) / 100));
    case variable: {
      const auto found = values.variables.find(piece.text);
      return found == values.variables.end() ? std::string{} : found->second;
    }
    case sources:
    case args:
    case option:
      break;
  }
  throw std::logic_error{"a placeholder for several arguments inside one"};
}

}  // namespace

std::vector<std::string> expand(const ArgumentTemplate& arguments, const Values& values) {
  std::vector<std::string> expanded;
  for (const std::string& element : arguments) {
    const auto pieces = parse_element(element);
    if (!pieces) throw std::logic_error{"a manifest that was not checked: " + pieces.error().message};
    if (pieces->size() == 1 && pieces->front().kind == Piece::Kind::args) {
      expanded.insert(expanded.end(), values.args.begin(), values.args.end());
    } else if (pieces->size() == 1 && pieces->front().kind == Piece::Kind::sources) {
      std::transform(values.sources.begin(), values.sources.end(), std::back_inserter(expanded), as_argument);
    } else if (pieces->size() == 1 && pieces->front().kind == Piece::Kind::option) {
      if (const auto chosen = values.options.find(pieces->front().text); chosen != values.options.end())
        for (std::string& argument : expand(chosen->second->arguments, values)) expanded.push_back(std::move(argument));
    } else {
      std::string& argument = expanded.emplace_back();
      for (const Piece& piece : *pieces) argument += text_of(piece, values);
    }
  }
  return expanded;
}

ArgumentTemplate fixed_part(const ArgumentTemplate& arguments) {
  using enum Piece::Kind;
  const auto differs = [](const Piece& piece) {
    return piece.kind == main || piece.kind == stem || piece.kind == sources || piece.kind == args ||
           piece.kind == variable || piece.kind == option;
  };
  const auto end = std::ranges::find_if(arguments, [&](const std::string& element) {
    const auto pieces = parse_element(element);
    return !pieces || std::ranges::any_of(*pieces, differs);
  });
  return {arguments.begin(), end};
}

std::vector<std::string> sources_of(const Language& language, const std::vector<std::string>& paths) {
  std::vector<std::string> sources;
  for (const std::string& path : paths)
    if (sources.empty() || std::any_of(language.extensions.begin(), language.extensions.end(),
                                       [&](const std::string& extension) { return path.ends_with(extension); }))
      sources.push_back(path);
  return sources;
}

std::optional<PlaceholderProblem> check_placeholders(std::string_view element, const KnownNames& known) {
  const auto pieces = parse_element(element);
  if (!pieces) return pieces.error();
  for (const Piece& piece : *pieces) {
    if (piece.kind == Piece::Kind::variable && !known.variable(piece.text))
      return PlaceholderProblem{element.find("{plugin." + piece.text), "{plugin." + piece.text +
                                                                           "} has no default; give it one under "
                                                                           "`variables:`"};
    if (piece.kind == Piece::Kind::option && !known.option(piece.text))
      return PlaceholderProblem{element.find("{option." + piece.text),
                                "there is no option " + printable(piece.text, 64) + " under `options:`"};
  }
  return std::nullopt;
}

bool is_placeholder(std::string_view element, std::string_view name) {
  return element.size() == name.size() + 2 && element.front() == '{' && element.back() == '}' &&
         element.substr(1, name.size()) == name;
}

}  // namespace cordon::languages
