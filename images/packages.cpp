#include <fcntl.h>
#include <fmt/format.h>
#include <fnmatch.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "base/syscall.hpp"
#include "images/process.hpp"
#include "images/sources.hpp"
#include "images/unpack.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

// Written by the hook into the tree that mmdebstrap packs, which is the one place both may write to.
constexpr std::string_view list_name = "cordon-packages";
constexpr std::string_view keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

std::string line(std::string_view uri, std::string_view suite) {
  return fmt::format("deb [signed-by={}] {} {} main", keyring, uri, suite);
}

bool is_uri(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("file:/");
}

// The mirrors that this host's apt uses for Debian itself; the suite it uses them for does not matter.
std::vector<std::string> host_sources(const std::string& suite) {
  const auto listed = run({.argv = {"apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"},
                           .environment = inherited_environment()});
  std::string main, security;
  std::istringstream lines{listed.value_or("")};
  for (std::string uri; std::getline(lines, uri);) {
    while (uri.ends_with('/')) uri.pop_back();
    if (!is_uri(uri)) continue;
    if (main.empty() && uri.ends_with("/debian")) main = uri;
    if (security.empty() && uri.ends_with("/debian-security")) security = uri;
  }
  std::vector<std::string> sources;
  if (!main.empty()) sources = {line(main, suite), line(main, suite + "-updates")};
  if (!main.empty() && !security.empty()) sources.push_back(line(security, suite + "-security"));
  return sources;
}

// CORDON_DEBIAN_MIRROR is a URI, or apt's own one-line entries separated by ';'.
std::vector<std::string> sources_of(const std::string& suite) {
  const char* given = std::getenv("CORDON_DEBIAN_MIRROR");
  if (given == nullptr || *given == '\0') return host_sources(suite);
  if (is_uri(given)) return {line(given, suite)};
  std::vector<std::string> sources;
  std::istringstream entries{given};
  for (std::string entry; std::getline(entries, entry, ';');) sources.push_back(entry);
  return sources;
}

// apt takes a pinned version if there is one such, and its usual choice otherwise.
Result<> write_pins(const fs::path& file, const Resolved& locked) {
  std::string text;
  for (const auto& [name, version] : locked.packages)
    text += fmt::format("Package: {}\nPin: version {}\nPin-Priority: 1001\n\n", name, version);
  const UniqueFd pins{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
  if (!pins || !base::write_all(pins.get(), text)) return fail_errno("write the pinned versions");
  return {};
}

// "libstdc++6_14.2.0-19_amd64.deb", with the colon of an epoch as %3a.
std::map<std::string, std::string> versions_in(const std::string& list) {
  std::map<std::string, std::string> versions;
  std::istringstream lines{list};
  for (std::string name; std::getline(lines, name);) {
    const std::size_t first = name.find('_');
    const std::size_t last = name.rfind('_');
    if (!name.ends_with(".deb") || first == last) continue;
    std::string version = name.substr(first + 1, last - first - 1);
    for (std::size_t colon; (colon = version.find("%3a")) != std::string::npos;) version.replace(colon, 3, ":");
    versions[name.substr(0, first)] = version;
  }
  return versions;
}

std::vector<std::string> command_line(const Recipe& recipe, const fs::path& pins) {
  std::string packages;
  for (const auto& name : recipe.packages) packages += (packages.empty() ? "" : ",") + name;
  std::vector<std::string> argv;
  // When we are killed, so is everything that mmdebstrap has started: nothing goes on writing behind the back of
  // the next builder. Without root it makes a pid namespace of its own.
  if (::geteuid() == 0) argv = {"unshare", "--pid", "--fork", "--kill-child", "--mount-proc"};
  const std::vector<std::string> mmdebstrap{
      "mmdebstrap",
      "--variant=extract",
      "--format=tar",
      "--skip=output/dev",
      "--include=" + packages,
      fmt::format("--aptopt=Dir::Etc::Preferences \"{}\"", pins.string()),
      fmt::format("--extract-hook=ls -1 \"$1\"/var/cache/apt/archives > \"$1\"/{}", list_name),
      recipe.suite,
      "-"};
  argv.insert(argv.end(), mmdebstrap.begin(), mmdebstrap.end());
  for (auto& source : sources_of(recipe.suite)) argv.push_back(std::move(source));
  return argv;
}

}  // namespace

bool is_removed(const Recipe& recipe, std::string_view path) {
  return std::ranges::any_of(recipe.remove, [&](const std::string& pattern) {
    for (std::size_t end = 0; end < path.size();) {
      end = std::min(path.find('/', end + 1), path.size());
      if (::fnmatch(pattern.c_str(), std::string{path.substr(0, end)}.c_str(), FNM_PATHNAME) == 0) return true;
    }
    return false;
  });
}

Result<std::map<std::string, std::string>> unpack_packages(const Recipe& recipe, const Resolved& locked,
                                                           const fs::path& scratch, Tree& tree) {
  const fs::path pins = scratch / "pins";
  TRY_VOID(write_pins(pins, locked));
  Command command{.argv = command_line(recipe, pins), .environment = inherited_environment(), .name = "mmdebstrap"};
  // mmdebstrap's own tree lies in the folder that is swept after an interruption. The subordinate users of an
  // unprivileged one cannot reach it there, and use the usual place.
  if (::geteuid() == 0) {
    std::erase_if(command.environment, [](const std::string& variable) { return variable.starts_with("TMPDIR="); });
    command.environment.push_back("TMPDIR=" + scratch.string());
  }
  TRY(auto mmdebstrap, Process::start(command));
  const Placement placement = [&](const std::string& path) { return is_removed(recipe, path) ? std::string{} : path; };
  const auto unpacked = unpack_stream(mmdebstrap.output(), tree, UnpackLimits{}, placement);
  // When it fails, what it says is the reason, and the broken archive only follows from that.
  TRY_VOID(mmdebstrap.finish());
  if (!unpacked) return tl::unexpected{unpacked.error()};
  TRY(const std::string list, tree.read_file(list_name));
  TRY_VOID(tree.remove(list_name));
  return versions_in(list);
}

}  // namespace cordon::images
