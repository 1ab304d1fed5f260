#include "host/languages/registry.hpp"

#include "base/nearest.hpp"
#include "host/languages/text.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace cordon::languages {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Without the folder, which is no business of who asks for /health.
std::string message(const std::filesystem::path& path, const yaml::Problem& problem) {
  return located(path.filename(), problem);
}

Result<std::vector<std::filesystem::path>> manifest_files(const Languages::Options& options) {
  if (auto why = distrust_folder(options.folder, options.trust))
    return fail(Errc::bad_configuration, "the folder of manifests, " + options.folder.string() + ", " + *why);
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry{options.folder, error}, end; !error && entry != end;
       entry.increment(error))
    // Editors keep half-written files under names that begin with a dot.
    if (entry->path().extension() == ".yaml" && !entry->path().filename().string().starts_with('.'))
      files.push_back(entry->path());
  if (error)
    return fail(Errc::bad_configuration,
                "the folder of manifests, " + options.folder.string() + ", cannot be read: " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

// Everything that decides whether a manifest joins those that are already accepted.
class Admission {
 public:
  Admission(const Languages::Options& options, const Table& before,
            const std::map<std::string, std::string>& refused_plugins)
      : options_{options}, before_{before}, refused_plugins_{refused_plugins} {}

  void consider(const std::filesystem::path& path) {
    auto manifest = read_manifest(path, options_.trust);
    if (!manifest) return refuse(path, manifest.error());
    if (auto problem = missing_image(*manifest)) return refuse(path, {*problem});
    if (auto problems = clashes(*manifest); !problems.empty()) return refuse(path, problems);
    if (const auto plugin = refused_plugins_.find(manifest->language.id); plugin != refused_plugins_.end())
      return refuse(path, {{manifest->plugin, plugin->second}});
    accept(*std::move(manifest));
  }

  // A manifest that was live and cannot be used now stays live as it was, unless its names are taken.
  void keep_old_ones() {
    for (const std::string& path : refused_paths_) {
      const auto old = std::find_if(before_.manifests().begin(), before_.manifests().end(),
                                    [&](const Manifest& m) { return m.language.manifest_path == path; });
      if (old == before_.manifests().end() || !clashes(*old).empty()) continue;
      refused_.push_back({path, std::filesystem::path{path}.filename().string() +
                                    ": the manifest that was loaded before stays in use"});
      accept(*old);
    }
  }

  Table table() && {
    std::sort(accepted_.begin(), accepted_.end(),
              [](const Manifest& a, const Manifest& b) { return a.language.manifest_path < b.language.manifest_path; });
    return Table{std::move(accepted_), std::move(refused_)};
  }

 private:
  void accept(Manifest manifest) {
    for (const auto& [name, place] : manifest.names)
      taken_.emplace(lower(name), message(manifest.language.manifest_path, {place, {}}));
    accepted_.push_back(std::move(manifest));
  }

  void refuse(const std::filesystem::path& path, const Problems& problems) {
    for (const yaml::Problem& problem : problems) refused_.push_back({path.string(), message(path, problem)});
    refused_paths_.push_back(path.string());
  }

  std::optional<yaml::Problem> missing_image(const Manifest& manifest) const {
    if (!options_.check_image) return std::nullopt;
    const auto there = options_.check_image(manifest.language.image);
    if (there) return std::nullopt;
    return yaml::Problem{manifest.image, there.error().message};
  }

  // Names that another manifest, or this one itself, has already.
  Problems clashes(const Manifest& manifest) const {
    Problems problems;
    std::map<std::string, yaml::Place> own;
    for (const auto& [name, place] : manifest.names) {
      const std::string quoted = "\"" + name + "\"";
      if (const auto other = taken_.find(lower(name)); other != taken_.end())
        problems.push_back({place, "the name " + quoted + " is already taken at " +
                                       other->second.substr(0, other->second.size() - 2)});
      else if (const auto [mine, is_new] = own.emplace(lower(name), place); !is_new)
        problems.push_back({place, "the name " + quoted + " is already given at line " +
                                       std::to_string(mine->second.line) + ", column " +
                                       std::to_string(mine->second.column)});
    }
    return problems;
  }

  const Languages::Options& options_;
  const Table& before_;
  const std::map<std::string, std::string>& refused_plugins_;
  std::vector<Manifest> accepted_;
  std::map<std::string, std::string> taken_;  // lower-case name -> "path:line:column: "
  std::vector<Refusal> refused_;
  std::vector<std::string> refused_paths_;
};

}  // namespace

Table::Table(std::vector<Manifest> manifests, std::vector<Refusal> refused)
    : manifests_{std::move(manifests)}, refused_{std::move(refused)} {
  for (const Manifest& manifest : manifests_) {
    const auto language = std::make_shared<const Language>(manifest.language);
    all_.push_back(language);
    for (const auto& [name, place] : manifest.names) by_name_.emplace(lower(name), language);
    for (const std::string& extension : language->extensions) by_extension_.emplace(lower(extension), language);
  }
  std::sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
}

Result<LanguagePointer> Table::find(std::string_view name) const {
  if (const auto found = by_name_.find(lower(name)); found != by_name_.end()) return found->second;
  if (all_.empty()) return fail(Errc::unknown_language, "no language is loaded");
  std::string known;
  for (const LanguagePointer& language : all_) known += (known.empty() ? "" : ", ") + language->id;
  std::vector<std::string_view> names;
  for (const auto& [key, language] : by_name_) names.push_back(key);
  const std::string meant = base::did_you_mean(name, names);
  return fail(Errc::unknown_language,
              "there is no language \"" + printable(name, 64) + "\"" +
                  (meant.empty() ? "; the languages here are " : meant + " The languages here are ") + known);
}

LanguagePointer Table::by_extension(std::string_view extension) const {
  const auto found = by_extension_.find(lower(extension));
  return found == by_extension_.end() ? nullptr : found->second;
}

Languages::Languages(Options options) : options_{std::move(options)}, table_{std::make_shared<const Table>()} {}

Table Table::without(const std::map<std::string, std::string>& refused_plugins) const {
  std::vector<Manifest> kept;
  std::vector<Refusal> refused = refused_;
  for (const Manifest& manifest : manifests_) {
    const std::string& path = manifest.language.manifest_path;
    if (const auto why = refused_plugins.find(manifest.language.id); why == refused_plugins.end())
      kept.push_back(manifest);
    else
      refused.push_back({path, message(path, {manifest.plugin, why->second})});
  }
  return Table{std::move(kept), std::move(refused)};
}

Result<Table> Languages::read(const std::map<std::string, std::string>& refused_plugins) const {
  TRY(const auto files, manifest_files(options_));
  Admission admission{options_, *table_, refused_plugins};
  for (const std::filesystem::path& file : files) admission.consider(file);
  admission.keep_old_ones();
  return std::move(admission).table();
}

void Languages::install(Table table) { table_ = std::make_shared<const Table>(std::move(table)); }

Result<> Languages::reload() {
  TRY(Table table, read());
  install(std::move(table));
  return {};
}

void Languages::refuse(const std::map<std::string, std::string>& refused_plugins) {
  install(table_->without(refused_plugins));
}

}  // namespace cordon::languages
