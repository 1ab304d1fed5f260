#include <fmt/format.h>
#include <fmt/ranges.h>

#include "images/process.hpp"
#include "images/sources.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

// Some tools write the time into what they make unless this is set; any constant does.
constexpr std::string_view source_date = "1735689600";

std::vector<std::string> sandbox(const Recipe& recipe, const fs::path& rootfs) {
  std::vector<std::string> argv{"bwrap",
                                "--unshare-all",
                                "--uid",
                                "0",
                                "--gid",
                                "0",
                                "--cap-drop",
                                "ALL",
                                "--bind",
                                rootfs.string(),
                                "/",
                                "--dev",
                                "/dev",
                                "--proc",
                                "/proc",
                                "--tmpfs",
                                "/tmp",
                                "--tmpfs",
                                "/box",
                                "--chdir",
                                "/box",
                                "--new-session",
                                "--die-with-parent",
                                "--clearenv"};
  const auto set = [&](std::string_view name, std::string_view value) {
    argv.insert(argv.end(), {"--setenv", std::string{name}, std::string{value}});
  };
  set("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
  set("HOME", "/box");
  set("LANG", "C.UTF-8");
  set("SOURCE_DATE_EPOCH", source_date);
  for (const auto& [name, value] : recipe.environment) set(name, value);
  argv.emplace_back("--");
  return argv;
}

}  // namespace

Result<> run_steps(const Recipe& recipe, const fs::path& rootfs,
                   const std::function<void(const std::string& step)>& begins) {
  for (const auto& step : recipe.steps) {
    begins(fmt::format("{}", fmt::join(step, " ")));
    auto argv = sandbox(recipe, rootfs);
    argv.insert(argv.end(), step.begin(), step.end());
    // What dumps its memory, as a compiler does for a precompiled header, is to write the same bytes every time.
    if (auto done = run({.argv = std::move(argv), .environment = {}, .name = step.front(), .same_addresses = true});
        !done)
      return fail(done.error().code,
                  fmt::format("the step \"{}\" failed: {}", fmt::join(step, " "), done.error().message));
  }
  return {};
}

}  // namespace cordon::images
