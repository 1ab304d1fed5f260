// The languages that are loaded, and why others are not.
//
// A Table is an immutable snapshot: whoever runs a submission keeps the Language it began with, also
// while a manifest changes. Languages owns the current Table and makes the next one; it belongs to
// the event-loop thread, the Tables to whoever holds them.
#pragma once

#include "base/result.hpp"
#include "host/languages/language.hpp"
#include "host/languages/manifest.hpp"
#include "host/languages/trust.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

using LanguagePointer = std::shared_ptr<const Language>;

// One reason why a manifest is not loaded. A file may have several.
struct Refusal {
  std::string path;
  std::string message;  // "lua.yaml:3:5: sentence"; names no folder of this machine
  bool operator==(const Refusal&) const = default;
};

class Table {
 public:
  Table() = default;
  Table(std::vector<Manifest> manifests, std::vector<Refusal> refused);

  // By id or alias, in any case. The error lists what is loaded and names the nearest.
  [[nodiscard]] Result<LanguagePointer> find(std::string_view name) const;
  // Of a file name's end, ".py"; null if there is none. Where two languages claim it, the first by file name.
  [[nodiscard]] LanguagePointer by_extension(std::string_view extension) const;

  // This one without the languages (by id) whose plugin was refused, each with a sentence.
  [[nodiscard]] Table without(const std::map<std::string, std::string>& refused_plugins) const;

  [[nodiscard]] const std::vector<LanguagePointer>& all() const { return all_; }  // sorted by id
  [[nodiscard]] const std::vector<Refusal>& refused() const { return refused_; }
  [[nodiscard]] const std::vector<Manifest>& manifests() const { return manifests_; }

 private:
  std::vector<Manifest> manifests_;  // sorted by path
  std::vector<LanguagePointer> all_;
  std::map<std::string, LanguagePointer, std::less<>> by_name_, by_extension_;  // lower case
  std::vector<Refusal> refused_;
};

class Languages {
 public:
  struct Options {
    std::filesystem::path folder;  // *.yaml in it
    // Whether this image is there; its error becomes the refusal. Not set: every image is.
    std::function<Result<>(std::string_view image)> check_image;
    Trust trust;
  };

  explicit Languages(Options options);

  // The table that the folder makes now. Where a manifest that is live cannot be used any more, or its
  // plugin is among the refused, the live one stays and a refusal says so. An error means that the
  // folder cannot be read at all.
  [[nodiscard]] Result<Table> read(const std::map<std::string, std::string>& refused_plugins = {}) const;

  void install(Table table);

  // read() and install(). Plugins are another matter: see reloader.hpp.
  Result<> reload();
  // Takes the languages whose plugin was refused out of the current table.
  void refuse(const std::map<std::string, std::string>& refused_plugins);

  [[nodiscard]] std::shared_ptr<const Table> table() const { return table_; }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  Options options_;
  std::shared_ptr<const Table> table_;
};

}  // namespace cordon::languages
