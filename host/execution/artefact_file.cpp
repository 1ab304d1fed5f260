#include "host/execution/artefact_file.hpp"

#include "base/bytes.hpp"

namespace cordon::execution {
namespace {

using base::Reader;
using base::Writer;

// magic, digest of all that follows, key, what the compiler printed, the files
constexpr std::string_view magic = "cordonA1";
constexpr std::size_t digest_size = 32;
constexpr std::size_t most_files = 65'536;
constexpr std::size_t longest_path = 4096;
constexpr unsigned all_modes = 07777;

std::string_view view(const std::array<unsigned char, digest_size>& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

std::uint64_t encoded_size(const Compiled& compiled) {
  constexpr std::uint64_t length = sizeof(std::uint32_t);
  std::uint64_t size = magic.size() + 2 * digest_size + length + compiled.outcome.output.data.size() +
                       sizeof compiled.outcome.output.dropped + length;
  for (const sandbox::CollectedFile& file : compiled.artefacts)
    size += length + file.path.size() + sizeof(std::uint32_t) + length + file.content.size();
  return size;
}

std::string encode_artefacts(const ArtefactKey& key, const Compiled& compiled) {
  Writer body;
  body.reserve(encoded_size(compiled));
  body.raw(magic).raw(std::string(digest_size, '\0')).raw(view(key.digest));
  body.text(compiled.outcome.output.data).number(compiled.outcome.output.dropped);
  body.number(static_cast<std::uint32_t>(compiled.artefacts.size()));
  for (const sandbox::CollectedFile& file : compiled.artefacts)
    body.text(file.path).number(std::uint32_t{file.mode}).text(file.content);
  std::string file = std::move(body).take();
  const auto digest = digest_of(std::string_view{file}.substr(magic.size() + digest_size));
  file.replace(magic.size(), digest_size, view(digest));
  return file;
}

std::optional<Compiled> decode_artefacts(const ArtefactKey& key, std::string_view file) {
  constexpr std::size_t header = magic.size() + digest_size;
  if (file.size() < header || !file.starts_with(magic)) return std::nullopt;
  const std::string_view body = file.substr(header);
  if (file.substr(magic.size(), digest_size) != view(digest_of(body))) return std::nullopt;
  if (!body.starts_with(view(key.digest))) return std::nullopt;
  Reader reader{body.substr(digest_size)};
  Compiled compiled{.outcome = {.succeeded = true}, .undisturbed = true};
  compiled.outcome.output.data = reader.text();
  compiled.outcome.output.dropped = reader.number<std::uint64_t>();
  const auto count = reader.number<std::uint32_t>();
  if (count > most_files) return std::nullopt;
  for (std::uint32_t i = 0; i < count && !reader.bad(); ++i) {
    sandbox::CollectedFile& artefact = compiled.artefacts.emplace_back();
    artefact.path = reader.text();
    artefact.mode = reader.number<std::uint32_t>();
    artefact.content = reader.text();
    if (artefact.path.empty() || artefact.path.size() > longest_path || artefact.mode > all_modes) return std::nullopt;
  }
  if (!reader.complete()) return std::nullopt;
  return compiled;
}

}  // namespace cordon::execution
