#include "images/commands.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "images/builder.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_line = 100;

struct Arguments {
  fs::path store = default_store_folder();
  fs::path recipes;
  std::vector<std::string> names;
  std::string name;
  fs::path archive;
  bool locked = false;
  bool force = false;
  bool json = false;
};

fs::path default_recipes() {
  if (const char* given = std::getenv("CORDON_RECIPES"); given && *given) return given;
  return fs::exists(CORDON_RECIPES_SOURCE) ? CORDON_RECIPES_SOURCE : CORDON_RECIPES_INSTALLED;
}

void print(const Event& event) {
  const char* mark = event.kind == Event::Kind::warning ? "warning: " : event.kind == Event::Kind::done ? "done: " : "";
  // A step may be a whole script.
  const std::size_t end = std::min(event.text.find('\n'), longest_line);
  const std::string text =
      end < event.text.size() && event.kind == Event::Kind::phase ? event.text.substr(0, end) + "..." : event.text;
  fmt::print(stderr, "{:<12} {}{}\n", event.image.empty() ? "images" : event.image, mark, text);
}

int report(const Error& error) {
  fmt::print(stderr, "cordonctl: {}\n", error.message);
  return 1;
}

int build(const Arguments& arguments, Versions versions) {
  auto store = Store::open(arguments.store);
  if (!store) return report(store.error());
  auto builder = Builder::open(*store, print);
  if (!builder) return report(builder.error());
  const BuildOptions options{.recipes = arguments.recipes,
                             .versions = arguments.locked ? Versions::locked : versions,
                             .rebuild = arguments.force ? Rebuild::always : Rebuild::if_changed};
  const auto images = builder->ensure(arguments.names, options);
  if (!images) return report(images.error());
  for (const auto& image : *images) fmt::print("{} {}\n", image.name, image.digest);
  return 0;
}

int list(const Arguments& arguments) {
  const auto store = Store::open(arguments.store);
  if (!store) return report(store.error());
  auto all = nlohmann::json::array();
  if (!arguments.json) fmt::print("{:<14} {:<12} {:>8} {:>7}  {}\n", "NAME", "DIGEST", "MB", "FILES", "BUILT");
  for (const auto& image : store->list()) {
    const auto built =
        fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(image.built)));
    if (arguments.json)
      all.push_back({{"name", image.name},
                     {"digest", image.digest},
                     {"rootfs", image.rootfs.string()},
                     {"bytes", image.bytes},
                     {"files", image.files},
                     {"built", built},
                     {"imported", image.recipe_digest == "import"}});
    else
      fmt::print("{:<14} {:.12} {:>8} {:>7}  {}\n", image.name, image.digest, image.bytes / 1'000'000, image.files,
                 built);
  }
  if (arguments.json) fmt::print("{}\n", all.dump(2));
  return 0;
}

int import(const Arguments& arguments) {
  auto store = Store::open(arguments.store);
  if (!store) return report(store.error());
  auto builder = Builder::open(*store, print);
  if (!builder) return report(builder.error());
  const auto image = builder->import_archive(arguments.name, arguments.archive);
  if (!image) return report(image.error());
  fmt::print("{} {}\n", image->name, image->digest);
  return 0;
}

int collect(const Arguments& arguments) {
  auto store = Store::open(arguments.store);
  if (!store) return report(store.error());
  auto builder = Builder::open(*store, print);
  if (!builder) return report(builder.error());
  const auto garbage = builder->collect_garbage();
  if (!garbage) return report(garbage.error());
  for (const auto& digest : garbage->removed) fmt::print("removed {:.12}\n", digest);
  for (const auto& digest : garbage->in_use) fmt::print("in use {:.12}\n", digest);
  fmt::print("freed {} MB\n", garbage->freed_bytes / 1'000'000);
  return 0;
}

}  // namespace

void add_commands(CLI::App& app, int& status) {
  auto arguments = std::make_shared<Arguments>();
  arguments->recipes = default_recipes();
  CLI::App* images =
      app.add_subcommand("images", "Build, import and remove the root file systems that languages run in");
  images->require_subcommand(1);
  images->add_option("--store", arguments->store, "The folder they are in")->capture_default_str();
  images->add_option("--recipes", arguments->recipes, "The folder with the recipes")->capture_default_str();

  CLI::App* build_command = images->add_subcommand("build", "Build what is missing or changed");
  build_command->add_option("NAMES", arguments->names, "Only these");
  build_command->add_flag("--locked", arguments->locked, "Fail if a version is not the locked one");
  build_command->add_flag("--force", arguments->force, "Build again even if nothing changed");
  build_command->callback([arguments, &status] { status = build(*arguments, Versions::locked_if_there); });

  CLI::App* update = images->add_subcommand("update", "Build with the newest versions and lock those");
  update->add_option("NAMES", arguments->names, "Only these");
  update->callback([arguments, &status] { status = build(*arguments, Versions::newest); });

  CLI::App* list_command = images->add_subcommand("list", "Show what is there");
  list_command->add_flag("--json", arguments->json, "As JSON");
  list_command->callback([arguments, &status] { status = list(*arguments); });

  CLI::App* import_command =
      images->add_subcommand("import", "Take a root file system from an archive: flat, or an image in layers");
  import_command->add_option("NAME", arguments->name, "What to call it")->required();
  import_command
      ->add_option("FILE", arguments->archive,
                   "tar, plain or with gzip, xz, bzip2 or zstd; a docker-archive or oci-archive too")
      ->required();
  import_command->callback([arguments, &status] { status = import(*arguments); });

  CLI::App* gc = images->add_subcommand("gc", "Remove what no name points to");
  gc->callback([arguments, &status] { status = collect(*arguments); });
}

}  // namespace cordon::images
