#include "host/api/json.hpp"

#include <gmock/gmock.h>
#include <random>

namespace cordon::api {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::string_view text) {
  const auto parsed = parse_json(text);
  if (parsed) return "accepted: " + parsed->dump();
  EXPECT_EQ(parsed.error().code, Errc::malformed_request);
  return parsed.error().message;
}

TEST(Json, ReadsDocuments) {
  for (const char* text :
       {R"({"a":[1,-2,3.5,true,false,null,"x"],"b":{"c":{}}})", "[]", "{}", "1", R"("é😀")", "[[],[[]]]"}) {
    const auto parsed = parse_json(text);
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(*parsed, Json::parse(text));
  }
}

TEST(Json, SaysWhereItIsMalformed) {
  EXPECT_THAT(refusal("{\n  \"a\": x}"), HasSubstr("not valid JSON (line 2, column 8)"));
  EXPECT_THAT(refusal("{"), HasSubstr("unexpected end of input"));
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
}

TEST(Json, RefusesWhatOtherParsersReadDifferently) {
  for (const char* text : {"{} {}",    "{},",    "[1,]",     "{'a':1}",          "{a:1}",
                           "// x\n{}", "/**/{}", "NaN",      "[Infinity]",       "01",
                           "+1",       ".5",     "1.",       "\"a\tb\"",         "\"\\x\"",
                           "nul",      "tru e",  "\"\x80\"", "\"\xed\xa0\x80\"", "\"\xc0\x80\""})
    EXPECT_THAT(refusal(text), HasSubstr("not valid JSON")) << text;
  EXPECT_THAT(refusal(std::string_view{"{}\0", 3}), HasSubstr("not valid JSON"));
}

TEST(Json, RefusesDuplicateKeys) {
  EXPECT_EQ(refusal(R"({"a":1,"b":{"x":1,"x":2}})"), "The key \"x\" is there twice in the same object.");
  EXPECT_EQ(refusal(R"({"a":1,"\u0061":2})"), "The key \"a\" is there twice in the same object.");
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":{"a":1}})"));
}

TEST(Json, RefusesNulInKeysAndSurrogatesAlone) {
  EXPECT_THAT(refusal(R"({"a\u0000":1})"), HasSubstr("NUL"));
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\udc00\ud800")"})
    EXPECT_THAT(refusal(text), HasSubstr("surrogate")) << text;
  EXPECT_EQ(*parse_json(R"("\ud83d\ude00")"), "😀");
}

TEST(Json, LimitsTheDepth) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_json(nested(64)));
  EXPECT_THAT(refusal(nested(65)), HasSubstr("deeper than 64"));
  EXPECT_THAT(refusal(nested(1'000'000)), HasSubstr("deeper than 64"));
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("deeper than 64"));
  std::string objects;
  for (int i = 0; i < 100; ++i) objects += "{\"a\":";
  EXPECT_THAT(refusal(objects), HasSubstr("deeper than 64"));
}

TEST(Json, RefusesNumbersThatDoNotFit) {
  for (const char* text : {"1e999", "-1e999", "18446744073709551616", "-9223372036854775809"})
    EXPECT_THAT(refusal(text), HasSubstr("too large")) << text;
  EXPECT_EQ(*parse_json("18446744073709551615"), 18446744073709551615U);
}

TEST(Json, AcceptsNothingThatTheLibraryDoesNot) {
  const std::string seed = R"({"code":"a\u00e9\ud83d\ude00\n","n":[1,-2.5e3,true,null],"o":{"k":{}}} )";
  std::mt19937 random{1};  // the same inputs every time
  for (int round = 0; round < 20'000; ++round) {
    std::string text = seed;
    for (auto edits = random() % 5; edits > 0; --edits) text[random() % text.size()] = static_cast<char>(random());
    const auto parsed = parse_json(text);
    if (parsed) {
      EXPECT_EQ(*parsed, Json::parse(text)) << text;
    }
  }
}

TEST(Json, WritesBytesThatAreNotTextAsReplacements) {
  EXPECT_EQ(dump_json({{"b", "a\xff"}, {"a", std::string_view{"\0", 1}}}),
            "{\"b\":\"a\xef\xbf\xbd\",\"a\":\"\\u0000\"}");
}

}  // namespace
}  // namespace cordon::api
