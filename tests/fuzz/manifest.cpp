// A manifest: a language, or problems that each say where.
#include "host/languages/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

// tree-sitter 0.20 (Debian 12) loses eight bytes of some of the queries that it refuses. A manifest is read once for
// each start, so it does not matter to a server; whatever else leaks still fails.
extern "C" const char* __lsan_default_suppressions() { return "leak:libtree-sitter\n"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto manifest = languages::parse_manifest(fuzz::view(data, size));
  if (!manifest) {
    fuzz::claim(!manifest.error().empty(), "what is refused has a problem");
    for (const auto& problem : manifest.error()) fuzz::claim(problem.place.line > 0, "a problem has a line");
  } else {
    fuzz::claim(!manifest->language.id.empty(), "a language has an id");
  }
  return 0;
}
