// images/lock.yaml: which versions each recipe resolved to when `images update` last ran. Values.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace cordon::images {

struct LockedNpm {
  std::string version;
  std::string integrity;
  bool operator==(const LockedNpm&) const = default;
};

// What one image was, or shall be, made of.
struct Resolved {
  std::map<std::string, std::string> packages;  // Debian package -> version
  std::map<std::string, LockedNpm> npm;
  bool operator==(const Resolved&) const = default;
  [[nodiscard]] bool empty() const { return packages.empty() && npm.empty(); }
  [[nodiscard]] std::string canonical() const;
};

using LockFile = std::map<std::string, Resolved>;  // by image

Result<LockFile> read_lock_file(const std::filesystem::path& file);  // empty if it is not there
Result<> write_lock_file(const std::filesystem::path& file, const LockFile& lock);

// "libc6 2.41-12 instead of 2.41-11", one text a difference.
std::vector<std::string> differences(const Resolved& locked, const Resolved& found);

}  // namespace cordon::images
