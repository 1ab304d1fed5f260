// A manifest, languages.d/<id>.yaml, becomes a Language, or the list of all that is wrong with it.
// docs/manifest.md describes every key, languages.d/schema.json is the same for editors.
//
// Plain functions on text; any thread.
#pragma once

#include "host/languages/fields.hpp"
#include "host/languages/language.hpp"
#include "host/languages/trust.hpp"

#include <filesystem>

namespace cordon::languages {

struct Manifest {
  struct Name {
    std::string name;
    yaml::Place place;
  };

  Language language;
  std::vector<Name> names;    // the id first, then the aliases
  yaml::Place image, plugin;  // where they are named
};

tl::expected<Manifest, Problems> parse_manifest(std::string_view text);

// Reads and parses it, if it can be trusted. Language::manifest_path is `path`.
tl::expected<Manifest, Problems> read_manifest(const std::filesystem::path& path, const Trust& trust);

// "languages.d/python.yaml:3:5: sentence"
std::string located(const std::filesystem::path& path, const yaml::Problem& problem);

}  // namespace cordon::languages
