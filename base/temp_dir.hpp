// A new folder, mode 0700, removed with all that is in it. Only for trees that no hostile code can
// write to: removal goes by path.
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string_view>

namespace cordon::base {

class TempDir {
 public:
  // `parent`/`prefix`XXXXXX
  static Result<TempDir> create(const std::filesystem::path& parent, std::string_view prefix);

  TempDir(TempDir&& other) noexcept : path_{std::exchange(other.path_, {})} {}
  TempDir& operator=(TempDir other) noexcept {
    path_.swap(other.path_);
    return *this;
  }
  ~TempDir();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // The folder stays; the caller owns it now.
  [[nodiscard]] std::filesystem::path release() { return std::exchange(path_, {}); }

 private:
  explicit TempDir(std::filesystem::path path) : path_{std::move(path)} {}
  std::filesystem::path path_;
};

}  // namespace cordon::base

namespace cordon {
using base::TempDir;
}
