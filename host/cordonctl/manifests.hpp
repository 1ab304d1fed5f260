// Manifests as `language check` and `doctor` find them: read here, not by a server.
#pragma once

#include "base/result.hpp"
#include "host/languages/manifest.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cordon::cordonctl {

struct ReadManifest {
  std::filesystem::path path;
  std::vector<std::string> problems;  // "path:line:column: sentence"
  languages::Language language;       // if there are none
};

ReadManifest read_manifest(const std::filesystem::path& path);

// All in the folder, in the order of their names.
Result<std::vector<ReadManifest>> read_manifests(const std::filesystem::path& folder);

// Whether a word on the command line names a file rather than a language.
bool names_a_file(const std::string& word);

}  // namespace cordon::cordonctl
