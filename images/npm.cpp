#include <fcntl.h>
#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/syscall.hpp"
#include "images/digest.hpp"
#include "images/process.hpp"
#include "images/sources.hpp"
#include "images/unpack.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t largest_tarball = 512 << 20;

struct Packed {
  std::string version;
  fs::path file;
};

// `npm pack` fetches one package, checks it against the registry's digest, and runs nothing of it.
Result<Packed> fetch(const std::string& name, const std::string& version, const fs::path& scratch) {
  TRY(const std::string printed,
      run({.argv = {"npm", "pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination",
                    scratch.string(), fmt::format("{}@{}", name, version)},
           .environment = inherited_environment(),
           .folder = scratch}));
  const auto answer = nlohmann::json::parse(printed, nullptr, false);
  if (!answer.is_array() || answer.empty() || !answer.back().contains("filename") || !answer.back().contains("version"))
    return fail(Errc::internal, fmt::format("npm pack {}@{} printed something unexpected", name, version));
  // Several versions match a range: the last is the newest. Scoped names have a '/', some versions of npm keep it.
  std::string file = answer.back()["filename"].get<std::string>();
  if (file.starts_with('@')) file.erase(0, 1);
  std::ranges::replace(file, '/', '-');
  return Packed{answer.back()["version"].get<std::string>(), scratch / file};
}

Result<> unpack_one(const NpmPackage& package, const fs::path& file, Tree& tree) {
  const UniqueFd archive{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!archive) return fail_errno(fmt::format("open {}", file.string()));
  std::set<std::string> found;
  const Placement placement = [&](const std::string& path) -> std::string {
    // Everything in an npm package lies in one folder, usually "package".
    const std::string below = path.substr(std::min(path.find('/'), path.size() - 1) + 1);
    if (below.empty()) return {};
    for (const auto& [from, to] : package.files) {
      const std::string_view folder = from == "./" ? std::string_view{} : std::string_view{from};  // of which all is taken, where it is one
      const bool whole_folder = from.ends_with('/');
      if (whole_folder ? !below.starts_with(folder) : below != from) continue;
      found.insert(from);
      return whole_folder ? to + below.substr(folder.size()) : to;
    }
    return {};
  };
  TRY_VOID(unpack_stream(archive.get(), tree, UnpackLimits{}, placement));
  for (const auto& [from, to] : package.files)
    if (!found.contains(from))
      return fail(Errc::bad_configuration, fmt::format("the npm package {} has no \"{}\"", package.name, from));
  return {};
}

}  // namespace

Result<std::map<std::string, LockedNpm>> unpack_npm(const Recipe& recipe, const Resolved& locked,
                                                    const fs::path& scratch, Tree& tree) {
  std::map<std::string, LockedNpm> taken;
  for (const auto& package : recipe.npm) {
    const auto lock = locked.npm.find(package.name);
    TRY(const auto packed,
        fetch(package.name, lock == locked.npm.end() ? package.version : lock->second.version, scratch));
    TRY(const std::string content, base::read_file(packed.file.string(), largest_tarball));
    const std::string integrity = npm_integrity(content);
    if (lock != locked.npm.end() && lock->second.integrity != integrity)
      return fail(
          Errc::bad_configuration,
          fmt::format(
              "the npm package {} {} is not what was locked: its integrity is {}, not {}; if that is right, run "
              "`cordonctl images update {}`",
              package.name, packed.version, integrity, lock->second.integrity, recipe.name));
    TRY_VOID(unpack_one(package, packed.file, tree));
    taken[package.name] = {packed.version, integrity};
  }
  return taken;
}

}  // namespace cordon::images
