// One image on its way into the store. Blocking; any thread, one per image.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/temp_dir.hpp"
#include "images/lock_file.hpp"
#include "images/recipe.hpp"
#include "images/seal.hpp"
#include "images/store.hpp"
#include "images/tree.hpp"

namespace cordon::images {

// What begins with this in the store is unfinished: the next builder removes it.
inline constexpr std::string_view building_prefix = ".building-";

class Assembly {
 public:
  static Result<Assembly> begin(const Store& store);

  // Fills the tree as the recipe says. `phase` is told what begins.
  Result<Resolved> follow(const Recipe& recipe, const Resolved& locked,
                          const std::function<void(const std::string&)>& phase);

  // Seals the tree, moves it to where its digest says and points `name` at it.
  Result<Image> finish(const Store& store, std::string_view name, std::string_view recipe_digest,
                       const Resolved& made_of);

  [[nodiscard]] Tree& tree() { return tree_; }
  [[nodiscard]] std::filesystem::path scratch() const { return folder_.path() / "scratch"; }
  // What is in the tree goes into a folder of its own, in the scratch folder; the tree is empty again.
  Result<Tree> set_aside();

 private:
  Assembly(TempDir folder, Tree tree) : folder_{std::move(folder)}, tree_{std::move(tree)} {}
  [[nodiscard]] std::filesystem::path image() const { return folder_.path() / "image"; }

  TempDir folder_;
  Tree tree_;
};

}  // namespace cordon::images
