#include "host/api/languages.hpp"

#include "host/api/execute.hpp"
#include "host/api/text.hpp"
#include "host/http/problem.hpp"

#include <algorithm>

namespace cordon::api {
namespace {

double in_seconds(milliseconds amount) { return static_cast<double>(amount.count()) / 1000.0; }

Answer or_null(const std::string& text) { return text.empty() ? Answer(nullptr) : Answer(text); }

Answer options_json(const std::vector<OptionDescription>& options) {
  Answer list = Answer::array();
  for (const OptionDescription& option : options) {
    Answer values = Answer::array();
    for (const OptionDescription::Value& value : option.values)
      values.push_back(
          {{"value", option_json(value.value)}, {"name", or_null(value.name)}, {"version", or_null(value.version)}});
    list.push_back({{"name", option.name},
                    {"description", or_null(option.description)},
                    {"default", option_json(option.usual)},
                    {"values", std::move(values)}});
  }
  return list;
}

}  // namespace

Answer option_json(const std::string& value) {
  return value == "true" || value == "false" ? Answer(value == "true") : Answer(value);
}

Answer limits_json(const sandbox::Limits& limits) {
  return {{"wall_time", in_seconds(limits.wall)},
          {"cpu_time", in_seconds(limits.cpu_time)},
          {"memory", limits.memory.count},
          {"processes", limits.processes},
          {"output", limits.output.count},
          {"files", limits.file_size.count},
          {"work_folder", limits.work_folder.count},
          {"work_files", limits.work_files},
          {"cpus", static_cast<double>(limits.cpu_percent) / 100.0}};
}

Answer language_json(const LanguageDescription& language) {
  return {{"id", language.id},
          {"name", language.name},
          {"version", or_null(language.version)},
          {"aliases", language.aliases},
          {"extensions", language.extensions},
          {"compiled", language.compiled},
          {"limits", {{"default", limits_json(language.default_limits)}, {"max", limits_json(language.max_limits)}}},
          {"options", options_json(language.options)},
          {"validation", {{"profiles", language.profiles}}},
          {"rootfs", language.rootfs},
          {"plugin", or_null(language.plugin)},
          {"example", language.example},
          {"ready", language.ready}};
}

http::Response list_languages(const LanguageCatalog& catalog) {
  Answer list = Answer::array();
  for (const LanguageDescription& language : catalog.languages()) list.push_back(language_json(language));
  return json_response({{"languages", std::move(list)}});
}

http::Response list_judged_languages(const LanguageCatalog& catalog) {
  Answer list = Answer::array();
  for (const LanguageDescription& language : catalog.languages())
    list.push_back({{"id", language.id},
                    {"name", language.name},
                    {"version", or_null(language.version)},
                    {"compilation", language.compiled},
                    {"extension", language.extensions.empty() ? Answer(nullptr) : Answer(language.extensions.front())},
                    {"aliases", language.aliases}});
  return json_response({{"languages", std::move(list)}});
}

http::Response show_language(const LanguageCatalog& catalog, std::string_view id, std::string_view request_id) {
  std::string known;
  for (const LanguageDescription& language : catalog.languages()) {
    if (language.id == id || std::ranges::find(language.aliases, id) != language.aliases.end())
      return json_response(language_json(language));
    known += (known.empty() ? "" : ", ") + language.id;
  }
  return http::problem({Errc::not_found, "There is no language " + in_quotes(id) + "; known are " + known + "."},
                       request_id);
}

}  // namespace cordon::api
