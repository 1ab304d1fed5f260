// Where a recipe's ingredients come from: Debian packages through mmdebstrap, npm packages through
// npm. Both are ordinary clients of whatever this host is configured to use. Blocking; any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "images/lock_file.hpp"
#include "images/recipe.hpp"
#include "images/tree.hpp"

namespace cordon::images {

// True if a path of the image is left out by the recipe's `remove`.
bool is_removed(const Recipe& recipe, std::string_view path);

// Unpacks the packages and what they depend on, without running their scripts. Versions that `locked`
// names are taken if the mirror still has them. Gives the versions taken.
Result<std::map<std::string, std::string>> unpack_packages(const Recipe& recipe, const Resolved& locked,
                                                           const std::filesystem::path& scratch, Tree& tree);

// Takes the exact version of `locked` if it names one, and then fails if the package's content is another.
Result<std::map<std::string, LockedNpm>> unpack_npm(const Recipe& recipe, const Resolved& locked,
                                                    const std::filesystem::path& scratch, Tree& tree);

// Runs the steps, one after the other, in the tree: own namespaces, no network, only the tree can be written.
Result<> run_steps(const Recipe& recipe, const std::filesystem::path& rootfs,
                   const std::function<void(const std::string& step)>& begins);

}  // namespace cordon::images
