// A manifest: a language, or problems that each say where.
#include "host/languages/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

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
