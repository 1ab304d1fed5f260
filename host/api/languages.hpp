// GET /languages and /languages/{id}.
#pragma once

#include "host/api/json.hpp"
#include "host/http/message.hpp"
#include "host/sandbox/limits.hpp"

#include <string>
#include <vector>

namespace cordon::api {

struct OptionDescription {
  struct Value {
    std::string value, name, version;  // "" where there is none
  };
  std::string name, description;
  std::string usual;  // the value of requests that say none
  std::vector<Value> values;
};

// What clients are told of a language. A value; whoever has the languages makes it.
struct LanguageDescription {
  std::string id, name;
  std::string version;  // "" until it is known
  std::vector<std::string> aliases, extensions;
  bool compiled = false;
  sandbox::Limits default_limits, max_limits;
  std::vector<OptionDescription> options;
  std::vector<std::string> profiles;  // of validation
  std::string rootfs;                 // name or digest of the image
  std::string plugin;                 // "" if it has none
  std::string example;                // a program to begin with
  bool ready = false;                 // it can run programs now
};

class LanguageCatalog {
 public:
  virtual ~LanguageCatalog() = default;
  // In the order they are shown in.
  [[nodiscard]] virtual std::vector<LanguageDescription> languages() const = 0;
};

Answer limits_json(const sandbox::Limits& limits);  // under the names that requests use
Answer option_json(const std::string& value);       // "true" and "false" are booleans
Answer language_json(const LanguageDescription& language);

http::Response list_languages(const LanguageCatalog& catalog);
// `id` or an alias of it.
// As judges list them: GET /api/v1/languages.
http::Response list_judged_languages(const LanguageCatalog& catalog);
http::Response show_language(const LanguageCatalog& catalog, std::string_view id, std::string_view request_id);

}  // namespace cordon::api
