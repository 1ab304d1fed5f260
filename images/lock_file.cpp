#include "images/lock_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>
#include <cstdio>

#include "base/syscall.hpp"

namespace cordon::images {
namespace fs = std::filesystem;

std::string Resolved::canonical() const {
  std::string text;
  for (const auto& [name, version] : packages) text += fmt::format("{}={}\n", name, version);
  for (const auto& [name, locked] : npm) text += fmt::format("{}@{} {}\n", name, locked.version, locked.integrity);
  return text;
}

Result<LockFile> read_lock_file(const fs::path& file) {
  LockFile lock;
  if (!fs::exists(file)) return lock;
  TRY(const std::string text, base::read_file(file.string(), 16 << 20));
  try {
    for (const auto& image : YAML::Load(text)) {
      Resolved& resolved = lock[image.first.as<std::string>()];
      if (const YAML::Node packages = image.second["packages"]; packages)
        resolved.packages = packages.as<std::map<std::string, std::string>>();
      if (const YAML::Node npm = image.second["npm"]; npm)
        for (const auto& package : npm)
          resolved.npm[package.first.as<std::string>()] = {package.second["version"].as<std::string>(),
                                                           package.second["integrity"].as<std::string>()};
    }
  } catch (const YAML::Exception& error) {
    return fail(Errc::bad_configuration,
                fmt::format("{}:{}:{}: {}", file.string(), error.mark.line + 1, error.mark.column + 1, error.msg));
  }
  return lock;
}

Result<> write_lock_file(const fs::path& file, const LockFile& lock) {
  YAML::Emitter out;
  out << YAML::Comment("What the recipes resolved to. Written by `cordonctl images update`; see docs/images.md.")
      << YAML::BeginMap;
  for (const auto& [name, resolved] : lock) {
    out << YAML::Key << name << YAML::Value << YAML::BeginMap << YAML::Key << "packages" << YAML::Value
        << YAML::BeginMap;
    // Quoted: "2.41" would be read back as it is, but an editor may see a number.
    for (const auto& [package, version] : resolved.packages)
      out << YAML::Key << package << YAML::Value << YAML::DoubleQuoted << version;
    out << YAML::EndMap;
    if (!resolved.npm.empty()) {
      out << YAML::Key << "npm" << YAML::Value << YAML::BeginMap;
      for (const auto& [package, locked] : resolved.npm)
        out << YAML::Key << YAML::DoubleQuoted << package << YAML::Value << YAML::Flow << YAML::BeginMap << YAML::Key
            << "version" << YAML::Value << YAML::DoubleQuoted << locked.version << YAML::Key << "integrity"
            << YAML::Value << YAML::DoubleQuoted << locked.integrity << YAML::EndMap;
      out << YAML::EndMap;
    }
    out << YAML::EndMap;
  }
  out << YAML::EndMap;
  const fs::path temporary = file.string() + ".new";
  const UniqueFd written{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
  if (!written || !base::write_all(written.get(), std::string{out.c_str()} + "\n") ||
      std::rename(temporary.c_str(), file.c_str()) != 0)
    return fail_errno(fmt::format("write {}", file.string()));
  return {};
}

std::vector<std::string> differences(const Resolved& locked, const Resolved& found) {
  std::vector<std::string> all;
  const auto compare = [&](const std::string& name, const std::string& wanted, const std::string& got) {
    if (wanted == got) return;
    if (wanted.empty())
      all.push_back(fmt::format("{} {} is new", name, got));
    else if (got.empty())
      all.push_back(fmt::format("{} {} is gone", name, wanted));
    else
      all.push_back(fmt::format("{} {} instead of {}", name, got, wanted));
  };
  for (const auto& [name, version] : locked.packages) {
    const auto other = found.packages.find(name);
    compare(name, version, other == found.packages.end() ? "" : other->second);
  }
  for (const auto& [name, version] : found.packages)
    if (!locked.packages.contains(name)) compare(name, "", version);
  for (const auto& [name, package] : found.npm) {
    const auto other = locked.npm.find(name);
    compare(name, other == locked.npm.end() ? "" : other->second.version, package.version);
  }
  return all;
}

}  // namespace cordon::images
