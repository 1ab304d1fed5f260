#include "images/recipe.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>

#include "base/nearest.hpp"
#include "base/syscall.hpp"
#include "images/store.hpp"
#include "images/tree.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t largest_recipe = 1 << 20;
constexpr int longest_chain = 8;

// Thrown inside this file only: a YAML document is left from deep within, and at the first error.
struct Complaint {
  YAML::Mark mark;
  std::string message;
};

[[noreturn]] void complain(const YAML::Node& node, std::string message) {
  throw Complaint{node.Mark(), std::move(message)};
}

std::string scalar(const YAML::Node& node, std::string_view what) {
  if (!node.IsScalar()) complain(node, fmt::format("{} must be a text", what));
  return node.Scalar();
}

bool boolean(const YAML::Node& node, std::string_view what) {
  const std::string text = scalar(node, what);
  if (text != "true" && text != "false") complain(node, fmt::format("{} must be true or false", what));
  return text == "true";
}

std::vector<std::string> texts(const YAML::Node& node, std::string_view what) {
  if (!node.IsSequence()) complain(node, fmt::format("{} must be a list", what));
  std::vector<std::string> all;
  for (const auto& item : node) all.push_back(scalar(item, fmt::format("an item of {}", what)));
  return all;
}

// Calls `take(key, key node, value node)` for every pair, refusing keys that come twice.
template <class Take>
void for_each_pair(const YAML::Node& node, std::string_view what, Take&& take) {
  if (!node.IsMap()) complain(node, fmt::format("{} must be a mapping", what));
  std::set<std::string> seen;
  for (const auto& pair : node) {
    const std::string key = scalar(pair.first, "a key");
    if (!seen.insert(key).second) complain(pair.first, fmt::format("\"{}\" is there twice", key));
    take(key, pair.first, pair.second);
  }
}

[[noreturn]] void unknown_key(const YAML::Node& node, std::string_view key, std::span<const std::string_view> known) {
  complain(node, fmt::format("unknown key \"{}\"{}", key, base::did_you_mean(key, known)));
}

std::string path_in_image(const YAML::Node& node, std::string_view text) {
  if (!text.starts_with('/')) complain(node, fmt::format("\"{}\" must be an absolute path in the image", text));
  const auto path = normal_path(text);
  if (!path) complain(node, path.error().message);
  if (path->empty()) complain(node, "\"/\" cannot be replaced");
  return *path;
}

mode_t mode_of(const YAML::Node& node) {
  const std::string text = scalar(node, "mode");
  const bool octal =
      text.size() >= 3 && text.size() <= 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '7'; });
  if (!octal) complain(node, fmt::format("\"{}\" is no mode: write it like \"0755\"", text));
  const auto mode = static_cast<mode_t>(std::stoul(text, nullptr, 8));
  if ((mode & 06000) != 0) complain(node, "set-uid and set-gid bits have no place in an image");
  return mode;
}

constexpr std::array<std::string_view, 5> file_keys{"content", "from", "link", "folder", "mode"};

File file_of(const YAML::Node& node, const fs::path& folder) {
  if (node.IsScalar()) return {.text = node.Scalar()};
  File file;
  int kinds = 0;
  std::optional<mode_t> mode;
  for_each_pair(node, "a file", [&](const std::string& key, const YAML::Node& at, const YAML::Node& value) {
    if (key == "mode") {
      mode = mode_of(value);
      return;
    }
    ++kinds;
    if (key == "content") {
      file.text = scalar(value, key);
    } else if (key == "from") {
      auto content = base::read_file((folder / scalar(value, key)).string(), 16 << 20);
      if (!content) complain(value, content.error().message);
      file.text = *std::move(content);
    } else if (key == "link") {
      file.kind = File::Kind::link;
      file.text = scalar(value, key);
    } else if (key == "folder") {
      if (!boolean(value, key)) complain(value, "folder can only be true");
      file.kind = File::Kind::folder;
    } else {
      unknown_key(at, key, file_keys);
    }
  });
  if (kinds != 1) complain(node, "a file has exactly one of content, from, link and folder");
  file.mode = mode.value_or(file.kind == File::Kind::folder ? 0755 : 0644);
  return file;
}

NpmPackage npm_of(const std::string& name, const YAML::Node& node) {
  static constexpr std::array<std::string_view, 2> known{"version", "files"};
  NpmPackage package{.name = name, .version = {}, .files = {}};
  for_each_pair(node, "an npm package", [&](const std::string& key, const YAML::Node& at, const YAML::Node& value) {
    if (key == "version")
      package.version = scalar(value, key);
    else if (key == "files")
      for_each_pair(value, key, [&](const std::string& from, const YAML::Node&, const YAML::Node& to) {
        const std::string text = scalar(to, "a target");
        package.files[from] = path_in_image(to, text) + (from.ends_with('/') ? "/" : "");
      });
    else
      unknown_key(at, key, known);
  });
  if (package.version.empty()) complain(node, "version is missing");
  if (package.files.empty()) complain(node, "files is missing: which of the package's files go where?");
  return package;
}

constexpr std::array<std::string_view, 9> recipe_keys{"abstract", "base",  "suite",       "packages", "npm",
                                                      "files",    "steps", "environment", "remove"};

void check_package(const YAML::Node& node, std::string_view name) {
  const bool good = !name.empty() && name.front() != '-' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  if (!good) complain(node, fmt::format("\"{}\" is no Debian package name", name));
}

void read_key(Recipe& recipe, const fs::path& folder, const std::string& key, const YAML::Node& at,
              const YAML::Node& value) {
  if (key == "abstract") {
    recipe.is_abstract = boolean(value, key);
  } else if (key == "suite") {
    recipe.suite = scalar(value, key);
    if (!is_image_name(recipe.suite)) complain(value, fmt::format("\"{}\" is no suite of Debian", recipe.suite));
  } else if (key == "packages") {
    for (auto& name : texts(value, key)) {
      check_package(value, name);
      recipe.packages.push_back(std::move(name));
    }
  } else if (key == "npm") {
    for_each_pair(value, key, [&](const std::string& name, const YAML::Node&, const YAML::Node& package) {
      recipe.npm.push_back(npm_of(name, package));
    });
  } else if (key == "files") {
    for_each_pair(value, key, [&](const std::string& path, const YAML::Node& path_node, const YAML::Node& file) {
      recipe.files[path_in_image(path_node, path)] = file_of(file, folder);
    });
  } else if (key == "steps") {
    if (!value.IsSequence()) complain(value, "steps must be a list of argument lists");
    for (const auto& step : value) {
      if (step.IsScalar()) complain(step, "a step is a list of arguments, not a command line: [program, argument]");
      recipe.steps.push_back(texts(step, "a step"));
      if (recipe.steps.back().empty()) complain(step, "a step names a program");
    }
  } else if (key == "environment") {
    for_each_pair(value, key, [&](const std::string& name, const YAML::Node&, const YAML::Node& text) {
      recipe.environment[name] = scalar(text, name);
    });
  } else if (key == "remove") {
    for (auto& pattern : texts(value, key)) {
      if (!pattern.starts_with('/')) complain(value, fmt::format("\"{}\" must begin with \"/\"", pattern));
      recipe.remove.push_back(pattern.substr(1));
    }
  } else if (key != "base") {
    unknown_key(at, key, recipe_keys);
  }
}

Result<Recipe> load(const fs::path& folder, std::string_view name, int depth);

// `recipe` holds its base already.
void read_into(Recipe& recipe, const fs::path& folder, const YAML::Node& document) {
  for_each_pair(document, "a recipe", [&](const std::string& key, const YAML::Node& at, const YAML::Node& value) {
    read_key(recipe, folder, key, at, value);
  });
  if (recipe.suite.empty()) complain(document, "suite is missing");
  if (recipe.packages.empty()) complain(document, "packages is missing");
}

Result<Recipe> parse(const fs::path& folder, std::string_view name, const std::string& text, int depth) {
  const YAML::Node document = YAML::Load(text);
  Recipe recipe;
  if (document.IsMap() && document["base"]) {
    const YAML::Node base = document["base"];
    const std::string base_name = scalar(base, "base");
    auto loaded = load(folder, base_name, depth + 1);
    if (!loaded && loaded.error().code == Errc::not_found) complain(base, loaded.error().message);
    if (!loaded) return loaded;
    recipe = *std::move(loaded);
  }
  recipe.name = name;
  recipe.is_abstract = false;
  read_into(recipe, folder, document);
  return recipe;
}

Result<Recipe> load(const fs::path& folder, std::string_view name, int depth) {
  const fs::path file = folder / fmt::format("{}.yaml", name);
  if (!is_image_name(name) || !fs::exists(file)) {
    const auto names = recipe_names(folder);
    std::vector<std::string_view> known;
    if (names) known.assign(names->begin(), names->end());
    return fail(Errc::not_found, fmt::format("there is no recipe \"{}\" in {}{}", name, folder.string(),
                                             base::did_you_mean(name, known)));
  }
  if (depth > longest_chain)
    return fail(Errc::bad_configuration, fmt::format("{}: the chain of bases is too long, or a circle", file.string()));
  TRY(const std::string text, base::read_file(file.string(), largest_recipe));
  const auto at = [&](const YAML::Mark& mark, std::string_view message) {
    return fail(Errc::bad_configuration,
                fmt::format("{}:{}:{}: {}", file.string(), mark.line + 1, mark.column + 1, message));
  };
  try {
    return parse(folder, name, text, depth);
  } catch (const Complaint& complaint) {
    return at(complaint.mark, complaint.message);
  } catch (const YAML::Exception& error) {
    return at(error.mark, error.msg);
  }
}

// A recipe that cannot be parsed is none: it is listed, so that building it says what is wrong.
bool is_base(const fs::path& file) {
  const auto text = base::read_file(file.string(), largest_recipe);
  try {
    const YAML::Node document = YAML::Load(text.value_or(""));
    return document.IsMap() && document["abstract"] && document["abstract"].as<bool>(false);
  } catch (const YAML::Exception&) {
    return false;
  }
}

}  // namespace

Result<Recipe> load_recipe(const fs::path& folder, std::string_view name) { return load(folder, name, 0); }

Result<std::vector<std::string>> recipe_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() != ".yaml" || path.stem() == "lock") continue;
    if (!is_base(path)) names.push_back(path.stem().string());
  }
  if (error)
    return fail(Errc::bad_configuration,
                fmt::format("cannot read the recipes in {}: {}", folder.string(), error.message()));
  std::ranges::sort(names);
  return names;
}

std::string Recipe::canonical() const {
  nlohmann::json document{
      {"suite", suite}, {"packages", packages}, {"steps", steps}, {"environment", environment}, {"remove", remove}};
  for (const auto& package : npm)
    document["npm"][package.name] = {{"version", package.version}, {"files", package.files}};
  for (const auto& [path, file] : files)
    document["files"][path] = {{"kind", static_cast<int>(file.kind)}, {"text", file.text}, {"mode", file.mode}};
  return document.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace cordon::images
