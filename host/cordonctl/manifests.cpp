#include "host/cordonctl/manifests.hpp"

#include <algorithm>

namespace cordon::cordonctl {
namespace fs = std::filesystem;

ReadManifest read_manifest(const fs::path& path) {
  ReadManifest result{.path = path};
  auto manifest = languages::read_manifest(path, languages::Trust{});
  if (manifest)
    result.language = std::move(manifest->language);
  else
    for (const auto& problem : manifest.error()) result.problems.push_back(languages::located(path, problem));
  return result;
}

Result<std::vector<ReadManifest>> read_manifests(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".yaml" && !entry->path().filename().string().starts_with('.'))
      paths.push_back(entry->path());
  if (error)
    return fail(Errc::bad_configuration, "the folder of manifests, " + folder.string() + ", cannot be read: " +
                                             error.message() + "; name another with --languages");
  std::ranges::sort(paths);
  std::vector<ReadManifest> manifests;
  for (const fs::path& path : paths) manifests.push_back(read_manifest(path));
  return manifests;
}

bool names_a_file(const std::string& word) { return word.find('/') != std::string::npos || word.ends_with(".yaml"); }

}  // namespace cordon::cordonctl
