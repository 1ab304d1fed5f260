// Makes images and puts them into the store: from recipes, or from somebody else's archive.
//
// One Builder at a time per store: it holds the store's lock, and begins by sweeping what an
// interrupted one left. Nothing has a name, or lies at its digest, before it is complete. Blocking;
// a Builder belongs to one thread, and itself builds two images at a time on two threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/unique_fd.hpp"
#include "images/lock_file.hpp"
#include "images/recipe.hpp"
#include "images/store.hpp"
#include "images/unpack_limits.hpp"

namespace cordon::images {

// One thing that happens. Events of different images come mixed, never two at once.
struct Event {
  enum class Kind { phase, warning, done };
  Kind kind = Kind::phase;
  std::string image;  // "" for the store as a whole
  std::string text;
};
using Progress = std::function<void(const Event&)>;

enum class Versions {
  locked_if_there,  // the locked versions where the mirror still has them; what differs is told
  locked,           // those exactly, or failure
  newest,           // whatever is newest now; the lock file moves
};
enum class Rebuild { if_changed, always };

struct BuildOptions {
  std::filesystem::path recipes;  // the folder of <name>.yaml and lock.yaml
  Versions versions = Versions::locked_if_there;
  Rebuild rebuild = Rebuild::if_changed;
};

struct GarbageReport {
  std::vector<std::string> removed;  // digests
  std::vector<std::string> in_use;   // without a name, and still held by somebody
  std::uint64_t freed_bytes = 0;
};

class Builder {
 public:
  // Waits for another builder to finish, and says so.
  static Result<Builder> open(Store store, Progress progress);

  // Makes those that are missing or whose recipe changed; all recipes if `names` is empty. An image
  // that was imported under the name of a recipe is left as it is.
  Result<std::vector<Image>> ensure(std::span<const std::string> names, const BuildOptions& options);

  // A root file system as a tar archive, plain or compressed with gzip, xz, bzip2 or zstd, or an image in layers as
  // `docker save` and OCI tools write it. For a process with a single thread.
  Result<Image> import_archive(std::string_view name, const std::filesystem::path& archive,
                               const UnpackLimits& limits = {});

  // Removes images that no name points to and nobody holds, and files that no image has.
  Result<GarbageReport> collect_garbage();

 private:
  Builder(Store store, Progress progress, UniqueFd lock)
      : store_{std::move(store)}, progress_{std::move(progress)}, lock_{std::move(lock)} {}
  Result<> sweep() const;

  Store store_;
  Progress progress_;
  UniqueFd lock_;
};

// Whether an image is up to date: of everything that determines a build, the lock file's entry included.
std::string recipe_digest(const Recipe& recipe, const Resolved& locked);

}  // namespace cordon::images
