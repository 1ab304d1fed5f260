#include "images/assembly.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "base/syscall.hpp"
#include "images/sources.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

Result<> add_files(const Recipe& recipe, Tree& tree) {
  for (const auto& [path, file] : recipe.files) {
    if (file.kind == File::Kind::content) {
      TRY_VOID(tree.write_file(path, file.text, file.mode));
    } else if (file.kind == File::Kind::link) {
      TRY_VOID(tree.remove(path));
      TRY_VOID(tree.make_link(path, file.text));
    } else {
      TRY_VOID(tree.make_folder(path, file.mode));
    }
  }
  return {};
}

Result<> remove_unwanted(const Recipe& recipe, Tree& tree) {
  return walk(tree.descriptor(), [&](const Entry& entry) -> Result<bool> {
    if (!is_removed(recipe, entry.path)) return true;
    TRY_VOID(remove_below(entry.parent, entry.name));
    return false;
  });
}

nlohmann::json manifest_of(std::string_view name, std::string_view recipe_digest, const Sealed& sealed,
                           const Resolved& made_of) {
  const auto now = std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  nlohmann::json manifest{{"format", 1},
                          {"name", name},
                          {"digest", sealed.digest},
                          {"bytes", sealed.bytes},
                          {"files", sealed.files},
                          {"built", static_cast<std::uint64_t>(now)},
                          {"recipe_digest", recipe_digest},
                          {"packages", made_of.packages}};
  manifest["npm"] = nlohmann::json::object();
  for (const auto& [package, locked] : made_of.npm)
    manifest["npm"][package] = {{"version", locked.version}, {"integrity", locked.integrity}};
  return manifest;
}

}  // namespace

Result<Assembly> Assembly::begin(const Store& store) {
  TRY(auto folder, TempDir::create(store.folder(), building_prefix));
  // apt fetches as a user of its own, who must get through to his folder.
  if (::chmod(folder.path().c_str(), 0755) != 0) return fail_errno("open up the building folder");
  for (const fs::path& each : {folder.path() / "image", folder.path() / "image/rootfs", folder.path() / "scratch"})
    if (::mkdir(each.c_str(), 0755) != 0 || ::chmod(each.c_str(), 0755) != 0)
      return fail_errno(fmt::format("make {}", each.string()));
  TRY(auto tree, Tree::open(folder.path() / "image/rootfs"));
  return Assembly{std::move(folder), std::move(tree)};
}

Result<Tree> Assembly::set_aside() {
  const fs::path rootfs = image() / "rootfs";
  const fs::path aside = scratch() / "aside";
  if (::rename(rootfs.c_str(), aside.c_str()) != 0) return fail_errno("set the tree aside");
  if (::mkdir(rootfs.c_str(), 0755) != 0 || ::chmod(rootfs.c_str(), 0755) != 0) return fail_errno("make a new tree");
  Tree moved = std::move(tree_);
  TRY(tree_, Tree::open(rootfs));
  return moved;
}

Result<Resolved> Assembly::follow(const Recipe& recipe, const Resolved& locked,
                                  const std::function<void(const std::string&)>& phase) {
  Resolved made_of;
  phase(fmt::format("{} Debian packages and what they need", recipe.packages.size()));
  TRY(made_of.packages, unpack_packages(recipe, locked, scratch(), tree_));
  if (!recipe.npm.empty()) {
    phase(fmt::format("{} npm packages", recipe.npm.size()));
    TRY(made_of.npm, unpack_npm(recipe, locked, scratch(), tree_));
  }
  TRY_VOID(add_skeleton(tree_));
  TRY_VOID(add_files(recipe, tree_));
  TRY_VOID(run_steps(recipe, image() / "rootfs", phase));
  TRY_VOID(remove_unwanted(recipe, tree_));
  phase("sealing");
  return made_of;
}

Result<Image> Assembly::finish(const Store& store, std::string_view name, std::string_view recipe_digest,
                               const Resolved& made_of) {
  TRY(const Sealed sealed, seal(tree_, store.files_folder()));
  const fs::path place = store.folder() / sealed.digest;
  if (!fs::exists(place)) {
    const fs::path manifest = image() / "manifest.json";
    const UniqueFd file{::open(manifest.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)};
    if (!file || !base::write_all(file.get(), manifest_of(name, recipe_digest, sealed, made_of).dump(1) + "\n") ||
        ::fchmod(file.get(), 0644) != 0)
      return fail_errno("write the manifest");
    // After a power failure an image must be whole or not there: its content goes to the disk before its name.
    if (::syncfs(file.get()) != 0) return fail_errno("write the image to the disk");
    if (::rename(image().c_str(), place.c_str()) != 0)
      return fail_errno(fmt::format("put the image at {}", place.string()));
  }
  TRY_VOID(store.set_name(name, sealed.digest, recipe_digest));
  return store.find(name);
}

}  // namespace cordon::images
