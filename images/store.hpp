// Where images lie: unpacked root file systems, each in a folder named by the digest of its tree, and
// names that point to them.
//
//   <folder>/<digest>/rootfs/          what sandboxes mount, read-only and shared
//   <folder>/<digest>/manifest.json    what it is made of
//   <folder>/by-name/<name>            {"digest": …, "recipe_digest": …}
//   <folder>/files/                    every file once; the trees hold hard links to these
//   <folder>/lock, .building-*         the one builder at a time, and what it has not finished
//
// A Store is a value: any thread and any process may have one, and reading needs no privilege. Whoever
// uses a rootfs holds() the image so that garbage collection leaves it alone. Never follow a symbolic
// link below rootfs/ from outside a sandbox: absolute ones mean the sandbox's root.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/unique_fd.hpp"

namespace cordon::images {

struct Image {
  std::string name;           // "" when found by digest
  std::string digest;         // 64 hex digits
  std::string recipe_digest;  // what determined the build; "import" for an imported one
  std::filesystem::path rootfs;
  std::uint64_t bytes = 0;  // of all its files, shared or not
  std::uint64_t files = 0;
  std::chrono::sys_seconds built;
  bool operator==(const Image&) const = default;
};

class Store {
 public:
  // The images folder of a state folder, which is made if it is not there.
  static Result<Store> open(const std::filesystem::path& folder);

  // not_found with the names there are; unavailable if the name points to nothing.
  [[nodiscard]] Result<Image> find(std::string_view name) const;
  [[nodiscard]] Result<Image> find_digest(std::string_view digest) const;
  [[nodiscard]] std::vector<Image> list() const;  // by name; what cannot be read is left out
  [[nodiscard]] std::vector<std::string> names() const;

  // As long as this descriptor, or a copy of it in another process, is open the image stays.
  [[nodiscard]] Result<UniqueFd> hold(const Image& image) const;

  // Points `name` at an image that is there, atomically.
  [[nodiscard]] Result<> set_name(std::string_view name, std::string_view digest, std::string_view recipe_digest) const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path files_folder() const { return folder_ / "files"; }

 private:
  explicit Store(std::filesystem::path folder) : folder_{std::move(folder)} {}
  std::filesystem::path folder_;
};

// Lower-case letters, digits, '.', '_', '-', beginning with a letter or digit; at most 64.
bool is_image_name(std::string_view name);
bool is_digest(std::string_view text);

// $STATE_DIR/images; without it /var/lib/cordon/images for root, $XDG_STATE_HOME/cordon/images otherwise.
std::filesystem::path default_store_folder();

}  // namespace cordon::images
