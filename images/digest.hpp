// SHA-256, fed piece by piece. A value of one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace cordon::images {

class Sha256 {
 public:
  Sha256();
  Sha256& add(std::string_view data);
  // `text` and a zero byte: a list of these is unambiguous as long as no text has a zero byte.
  Sha256& add_field(std::string_view text);
  [[nodiscard]] std::string finish_hex() &&;    // 64 lower-case digits
  [[nodiscard]] std::string finish_bytes() &&;  // 32 bytes

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

std::string sha256_hex(std::string_view data);

// "sha512-" and base64, as npm writes the integrity of a package.
std::string npm_integrity(std::string_view data);

}  // namespace cordon::images
