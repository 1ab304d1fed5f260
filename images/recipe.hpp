// What an image is made of: the contents of images/<name>.yaml, on top of the recipe it is based on.
//
// Parsing is strict: an unknown key, a wrong type or a path that leads out of the image is an error
// with file:line:column. Values; docs/images.md describes every key.
#pragma once

#include <sys/types.h>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cordon::images {

struct NpmPackage {
  std::string name;
  std::string version;  // as npm takes it: "24.21.0", "24"
  std::map<std::string, std::string>
      files;  // path in the package ("lib/" for a folder, "./" for all) -> path in the image
  bool operator==(const NpmPackage&) const = default;
};

struct File {
  enum class Kind { content, link, folder };
  Kind kind = Kind::content;
  std::string text;  // the content, or where the link points
  mode_t mode = 0644;
  bool operator==(const File&) const = default;
};

struct Recipe {
  std::string name;
  bool is_abstract = false;  // only there to be the base of others
  std::string suite;
  std::vector<std::string> packages;
  std::vector<NpmPackage> npm;
  std::map<std::string, File> files;            // by path in the image
  std::vector<std::vector<std::string>> steps;  // argument vectors
  std::map<std::string, std::string> environment;
  std::vector<std::string> remove;  // patterns as fnmatch(3) has them, "*" not crossing "/"

  // Everything that determines the image as far as the recipe goes; comments and order of keys do not.
  [[nodiscard]] std::string canonical() const;
};

// images/<name>.yaml of a folder, with its bases merged in: lists are appended, maps overlaid.
Result<Recipe> load_recipe(const std::filesystem::path& folder, std::string_view name);

// The names of the recipes in a folder that are no mere bases.
Result<std::vector<std::string>> recipe_names(const std::filesystem::path& folder);

}  // namespace cordon::images
