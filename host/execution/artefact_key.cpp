#include "host/execution/artefact_key.hpp"

#include <openssl/evp.h>
#include <new>
#include <stdexcept>

namespace cordon::execution {
namespace {

// Another number where something about compiling changes that the key does not show.
constexpr std::uint32_t revision = 2;

// Every text with its length and every list with its count, so that no two plans are the same bytes.
class Digest {
 public:
  Digest() : context_{::EVP_MD_CTX_new(), ::EVP_MD_CTX_free} {
    if (!context_) throw std::bad_alloc{};
    if (::EVP_DigestInit_ex(context_.get(), ::EVP_sha256(), nullptr) != 1)
      throw std::runtime_error{"libcrypto offers no SHA-256"};
  }
  Digest& number(std::uint64_t value) {
    ::EVP_DigestUpdate(context_.get(), &value, sizeof value);
    return *this;
  }
  Digest& text(std::string_view value) {
    number(value.size());
    ::EVP_DigestUpdate(context_.get(), value.data(), value.size());
    return *this;
  }
  Digest& texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
    return *this;
  }
  [[nodiscard]] ArtefactKey finish() && {
    ArtefactKey key;
    ::EVP_DigestFinal_ex(context_.get(), key.digest.data(), nullptr);
    return key;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

void add(Digest& digest, const sandbox::Limits& limits) {
  const auto& [wall, cpu_time, memory, processes, output, work_folder, work_files, file_size, open_files, cpu_percent] =
      limits;  // all of them: a new one does not compile until it is here
  digest.number(static_cast<std::uint64_t>(wall.count())).number(static_cast<std::uint64_t>(cpu_time.count()));
  digest.number(memory.count).number(processes).number(output.count).number(work_folder.count);
  digest.number(work_files).number(file_size.count).number(open_files).number(cpu_percent);
}

}  // namespace

ArtefactKey key_of(const Surroundings& surroundings, const CompilePlan& plan) {
  Digest digest;
  digest.text("cordon artefact").number(revision);
  digest.text(surroundings.space).text(surroundings.isolation).text(surroundings.level);
  digest.text(plan.spec.image);
  add(digest, plan.spec.limits);
  digest.number(plan.commands.size());
  for (const auto& command : plan.commands) digest.texts(command);
  digest.texts(plan.environment).texts(plan.artefacts).text(plan.program);
  digest.number(plan.files.size());
  for (const languages::SourceFile& file : plan.files) digest.text(file.path).text(file.content);
  return std::move(digest).finish();
}

std::string to_text(const ArtefactKey& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : key.digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::optional<ArtefactKey> artefact_key(std::string_view text) {
  ArtefactKey key;
  if (text.size() != 2 * key.digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return std::nullopt;
    const unsigned value = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    key.digest[i / 2] = static_cast<unsigned char>(key.digest[i / 2] << 4 | value);
  }
  return key;
}

std::array<unsigned char, 32> digest_of(std::string_view data) {
  std::array<unsigned char, 32> digest{};
  if (::EVP_Digest(data.data(), data.size(), digest.data(), nullptr, ::EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"libcrypto offers no SHA-256"};
  return digest;
}

}  // namespace cordon::execution
