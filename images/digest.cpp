#include "images/digest.hpp"

#include <openssl/evp.h>
#include <array>
#include <new>
#include <stdexcept>

namespace cordon::images {
namespace {

EVP_MD_CTX* context_of(void* context) { return static_cast<EVP_MD_CTX*>(context); }

}  // namespace

void Sha256::Free::operator()(void* context) const { EVP_MD_CTX_free(context_of(context)); }

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
  if (!context_) throw std::bad_alloc{};
  if (EVP_DigestInit_ex(context_of(context_.get()), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"libcrypto offers no SHA-256"};
}

Sha256& Sha256::add(std::string_view data) {
  EVP_DigestUpdate(context_of(context_.get()), data.data(), data.size());
  return *this;
}

Sha256& Sha256::add_field(std::string_view text) { return add(text).add(std::string_view{"\0", 1}); }

std::string Sha256::finish_bytes() && {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(context_of(context_.get()), bytes.data(), &length);
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

std::string Sha256::finish_hex() && {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char byte : std::move(*this).finish_bytes()) {
    const auto value = static_cast<unsigned char>(byte);
    hex += digits[value >> 4];
    hex += digits[value & 15];
  }
  return hex;
}

std::string sha256_hex(std::string_view data) {
  Sha256 hash;
  hash.add(data);
  return std::move(hash).finish_hex();
}

std::string npm_integrity(std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_Digest(data.data(), data.size(), bytes.data(), &length, EVP_sha512(), nullptr) != 1)
    throw std::runtime_error{"libcrypto offers no SHA-512"};
  std::array<unsigned char, 4 * ((EVP_MAX_MD_SIZE + 2) / 3) + 1> text{};
  const int size = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(length));
  return "sha512-" + std::string{reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)};
}

}  // namespace cordon::images
