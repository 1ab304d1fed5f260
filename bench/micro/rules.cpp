// What the rules about sources cost: every language's first sample, alone and repeated, in every profile.

#include "host/languages/manifest.hpp"
#include "host/languages/rules/checker.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>

namespace {

using namespace cordon::languages;

Language language_named(const std::string& name) {
  std::stringstream text;
  text << std::ifstream{BENCH_SOURCES "/languages.d/" + name + ".yaml"}.rdbuf();
  auto manifest = parse_manifest(text.str());
  if (!manifest) throw std::runtime_error{"the manifest of " + name + " is none"};
  return manifest->language;
}

void check_sample(benchmark::State& state, const std::string& name, const std::string& profile) {
  const Language language = language_named(name);
  const auto checker = rules::Checker::make(language.rules);
  if (!checker) return state.SkipWithError("the rules are none");
  std::string source;
  for (std::int64_t i = 0; i < state.range(0); ++i) source += language.samples.front().source + "\n";
  for (auto _ : state) benchmark::DoNotOptimize(checker->check(profile, {{"", source}}));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.size()));
}

const bool registered = [] {
  for (const char* name : {"python", "javascript", "typescript", "java", "cpp", "go", "rust"})
    for (const char* profile : {"open", "classroom", "strict"})
      benchmark::RegisterBenchmark(("check/" + std::string{name} + "/" + profile).c_str(), check_sample, name, profile)
          ->Arg(1)
          ->Arg(50);
  return true;
}();

}  // namespace
