// A file of the artefact cache that somebody else has written, digest and all.
#include "host/execution/artefact_file.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;
using namespace cordon::execution;

namespace {

// What is at the places of magic, digest and key, so that the fuzzer need not find a digest.
std::string file_of(const ArtefactKey& key, std::string_view body) {
  const std::string_view name{reinterpret_cast<const char*>(key.digest.data()), key.digest.size()};
  const std::string rest = std::string{name} + std::string{body};
  const auto digest = digest_of(rest);
  return "cordonA1" + std::string{reinterpret_cast<const char*>(digest.data()), digest.size()} + rest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  const ArtefactKey key{digest_of("key")};
  (void)decode_artefacts(key, bytes);
  const std::string file = file_of(key, bytes);
  const auto read = decode_artefacts(key, file);
  if (!read) return 0;
  fuzz::claim(read->outcome.succeeded && read->undisturbed, "only successes are kept");
  fuzz::claim(encoded_size(*read) == file.size(), "its size is known beforehand");
  fuzz::claim(encode_artefacts(key, *read) == file, "what was read is what was written");
  fuzz::claim(!decode_artefacts(ArtefactKey{digest_of("another")}, file), "it belongs to its key");
  return 0;
}
