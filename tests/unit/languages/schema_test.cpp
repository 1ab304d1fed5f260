// languages.d/schema.json tells editors what the parser takes: they must not drift apart.
#include "host/languages/manifest.hpp"

#include <gtest/gtest.h>
#include <re2/re2.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

using namespace cordon::languages;

namespace {

nlohmann::json schema() { return nlohmann::json::parse(std::ifstream{TEST_SOURCES "/languages.d/schema.json"}); }

// The keys of the parser, as the message about a key that is like none of them lists them.
std::set<std::string> keys_of_parser(const std::string& text) {
  std::set<std::string> keys;
  const auto manifest = parse_manifest(text);
  if (manifest) return keys;
  for (const auto& problem : manifest.error()) {
    std::string list, key;
    if (!RE2::PartialMatch(problem.message, "has no key \"qqqqqqqqqqqqqqqqqqqq\"; it knows (.*)", &list)) continue;
    for (re2::StringPiece rest{list}; RE2::Consume(&rest, R"((?:, )?([a-z_]+))", &key);) keys.insert(key);
  }
  return keys;
}

std::set<std::string> keys_of_schema(const char* pointer) {
  std::set<std::string> keys;
  const nlohmann::json whole = schema();
  for (const auto& [key, value] : whole.at(nlohmann::json::json_pointer{pointer}).items()) keys.insert(key);
  return keys;
}

}  // namespace

TEST(Schema, HasTheKeysThatTheParserHas) {
  const std::pair<const char*, const char*> places[] = {
      {"qqqqqqqqqqqqqqqqqqqq: 1", "/properties"},
      {"files: { qqqqqqqqqqqqqqqqqqqq: 1 }", "/properties/files/properties"},
      {"version: { qqqqqqqqqqqqqqqqqqqq: 1 }", "/properties/version/properties"},
      {"options: { o: { qqqqqqqqqqqqqqqqqqqq: 1 } }", "/properties/options/additionalProperties/properties"},
      {"options: { o: { values: { v: { qqqqqqqqqqqqqqqqqqqq: 1 } } } }",
       "/properties/options/additionalProperties/properties/values/additionalProperties/properties"},
      {"compile: { qqqqqqqqqqqqqqqqqqqq: 1 }", "/properties/compile/properties"},
      {"compile: { limits: { qqqqqqqqqqqqqqqqqqqq: 1 } }", "/properties/compile/properties/limits/properties"},
      {"run: { qqqqqqqqqqqqqqqqqqqq: 1 }", "/properties/run/properties"},
      {"limits: { qqqqqqqqqqqqqqqqqqqq: 1 }", "/properties/limits/properties"},
      {"limits: { max: { qqqqqqqqqqqqqqqqqqqq: 1 } }", "/properties/limits/properties/max/properties"},
      {"profiles: { open: { qqqqqqqqqqqqqqqqqqqq: 1 } }", "/properties/profiles/additionalProperties/properties"},
      {"grammar: python\nprofiles: { open: { queries: [{ qqqqqqqqqqqqqqqqqqqq: 1 }] } }",
       "/properties/profiles/additionalProperties/properties/queries/items/properties"},
      {"profiles: { open: { patterns: [{ qqqqqqqqqqqqqqqqqqqq: 1 }] } }",
       "/properties/profiles/additionalProperties/properties/patterns/items/properties"},
      {"samples: [{ qqqqqqqqqqqqqqqqqqqq: 1 }]", "/properties/samples/items/properties"},
  };
  for (const auto& [text, pointer] : places) {
    EXPECT_EQ(keys_of_parser(text), keys_of_schema(pointer)) << pointer;
    EXPECT_FALSE(keys_of_parser(text).empty()) << text;
  }
}

TEST(Schema, RequiresWhatTheParserRequires) {
  const auto manifest = parse_manifest("{}");
  ASSERT_FALSE(manifest);
  std::set<std::string> required;
  std::string key;
  for (const auto& problem : manifest.error())
    if (RE2::PartialMatch(problem.message, "has no `([a-z]+)`, which is required", &key)) required.insert(key);
  EXPECT_EQ(required, schema().at("required").get<std::set<std::string>>());
}

TEST(Schema, EveryManifestOfTheProjectIsGood) {
  for (const auto& entry : std::filesystem::directory_iterator{TEST_SOURCES "/languages.d"})
    if (entry.path().extension() == ".yaml") {
      const auto manifest = read_manifest(entry.path(), {.owners = {0, ::geteuid()}});
      EXPECT_TRUE(manifest) << located(entry.path(), manifest ? yaml::Problem{} : manifest.error().front());
    }
}
