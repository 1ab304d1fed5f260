// The rules about sources, with every grammar and with rules of every kind: what is found lies in the source.
#include "host/languages/rules/checker.hpp"
#include "host/languages/rules/grammar.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <map>

using namespace cordon;

namespace {

using namespace languages;

const rules::Checker& checker(std::string_view grammar) {
  static std::map<std::string, rules::Checker, std::less<>> made;
  const auto found = made.find(grammar);
  if (found != made.end()) return found->second;
  const rules::Profile everything{.name = "all",
                                  .max_length = 2000,
                                  .max_nodes = 500,
                                  .max_nesting = 16,
                                  .deny_imports = {"os", "net/http", "java.net", "std::process", "fs", "sys/socket.h"},
                                  .deny_calls = {"eval", "os.system", "System.exit", "std::process::exit", "require"},
                                  .allow_members = {{"math", {"sqrt", "pi"}}, {"process", {"argv"}}},
                                  .deny_files = {".h", "build.rs"},
                                  .queries = {},
                                  .patterns = {{.id = "pattern", .pattern = "(?i)secret", .message = "no secrets"}}};
  auto checker = rules::Checker::make(rules::Rules{std::string{grammar}, {everything}});
  fuzz::claim(checker.has_value(), "the rules of this fuzzer can be used");
  return made.emplace(grammar, *std::move(checker)).first->second;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto grammars = rules::grammar_names();
  fuzz::Input input{data, size};
  const std::string_view grammar = grammars[input.byte() % grammars.size()];
  const std::string_view path = input.text();
  const std::string_view content = input.rest();
  const auto lines =
      static_cast<std::uint32_t>(std::ranges::count(content, '\n') + std::ranges::count(content, '\r') + 1);
  for (const auto& remark : checker(grammar).check("all", {{path, content}})) {
    fuzz::claim(!remark.rule.empty() && !remark.message.empty(), "a finding says what it is");
    fuzz::claim(remark.file == 0 && remark.line <= lines, "a finding has a place in the source");
  }
  return 0;
}
