#include "host/languages/rules/grammar.hpp"

#include "host/languages/rules/vocabularies/vocabularies.hpp"

#include <algorithm>
#include <array>

extern "C" {
const TSLanguage* tree_sitter_python();
const TSLanguage* tree_sitter_javascript();
const TSLanguage* tree_sitter_typescript();
const TSLanguage* tree_sitter_tsx();
const TSLanguage* tree_sitter_java();
const TSLanguage* tree_sitter_cpp();
const TSLanguage* tree_sitter_go();
const TSLanguage* tree_sitter_rust();
}

namespace cordon::languages::rules {
namespace {

constexpr std::array grammars{
    Grammar{"python", tree_sitter_python, vocabularies::python},
    Grammar{"javascript", tree_sitter_javascript, vocabularies::javascript},
    Grammar{"typescript", tree_sitter_typescript, vocabularies::javascript},
    Grammar{"tsx", tree_sitter_tsx, vocabularies::javascript},
    Grammar{"java", tree_sitter_java, vocabularies::java},
    Grammar{"cpp", tree_sitter_cpp, vocabularies::cpp},
    Grammar{"go", tree_sitter_go, vocabularies::go},
    Grammar{"rust", tree_sitter_rust, vocabularies::rust},
};

}  // namespace

const Grammar* find_grammar(std::string_view name) {
  const auto found = std::ranges::find(grammars, name, &Grammar::name);
  return found == grammars.end() ? nullptr : &*found;
}

std::vector<std::string_view> grammar_names() {
  std::vector<std::string_view> names;
  for (const Grammar& grammar : grammars) names.push_back(grammar.name);
  return names;
}

const Grammar& grammar_for(const Grammar& grammar, std::string_view path) {
  const bool is_tsx = grammar.name == "typescript" && (path.ends_with(".tsx") || path.ends_with(".jsx"));
  return is_tsx ? *find_grammar("tsx") : grammar;
}

}  // namespace cordon::languages::rules
