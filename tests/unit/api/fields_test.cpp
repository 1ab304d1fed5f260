#include "host/api/fields.hpp"

#include <gtest/gtest.h>

namespace cordon::api {
namespace {

// What is wrong with `text` when `read` reads it; "" if nothing is.
template <class Read>
std::string complaint(const char* text, Read read) {
  Json object = Json::parse(text);
  FirstError errors;
  Fields fields{object, "", errors};
  read(fields);
  fields.done();
  const auto result = errors.result();
  return result ? "" : result.error().message;
}

TEST(Fields, NamesTheTypeThatIsExpectedAndTheOneThatIsThere) {
  const auto memory = [](Fields& fields) { fields.whole("memory", "bytes", 1, 1000); };
  EXPECT_EQ(complaint(R"({"memory":"1G"})", memory),
            "memory must be a whole number of bytes from 1 to 1000, not a string.");
  EXPECT_EQ(complaint(R"({"memory":1.5})", memory),
            "memory must be a whole number of bytes from 1 to 1000, not a number with a fraction.");
  EXPECT_EQ(complaint(R"({"memory":0})", memory), "memory must be a whole number of bytes from 1 to 1000, not 0.");
  EXPECT_EQ(complaint(R"({"memory":-1})", memory), "memory must be a whole number of bytes from 1 to 1000, not -1.");
  EXPECT_EQ(complaint(R"({"memory":1001})", memory),
            "memory must be a whole number of bytes from 1 to 1000, not 1001.");
  EXPECT_EQ(complaint(R"({"memory":1000})", memory), "");
}

TEST(Fields, TakesNullForAbsent) {
  Json object = Json::parse(R"({"a":null})");
  FirstError errors;
  Fields fields{object, "", errors};
  EXPECT_EQ(fields.text("a"), std::nullopt);
  fields.done();
  EXPECT_TRUE(errors.empty());
}

TEST(Fields, NamesTheNearestOfWhatItKnows) {
  const auto read = [](Fields& fields) {
    fields.text("language");
    fields.duration("timeout");
  };
  EXPECT_EQ(complaint(R"({"langauge":"x"})", read), R"(There is no field "langauge"; did you mean "language"?)");
  EXPECT_EQ(complaint(R"({"zzz":"x"})", read), R"(There is no field "zzz".)");
}

TEST(Fields, PrefersAMistypedNameToWhatIsMissing) {
  const auto read = [](Fields& fields) {
    if (!fields.text("code")) fields.errors().add_missing("code is missing.");
  };
  EXPECT_EQ(complaint("{}", read), "code is missing.");
  EXPECT_EQ(complaint(R"({"cod":""})", read), R"(There is no field "cod"; did you mean "code"?)");
}

TEST(Fields, ReadsSeconds) {
  const auto seconds_of = [](const char* text) {
    Json object = Json::parse(text);
    FirstError errors;
    return Fields{object, "", errors}.duration("t");
  };
  EXPECT_EQ(seconds_of(R"({"t":1.5})"), milliseconds{1500});
  EXPECT_EQ(seconds_of(R"({"t":1e-9})"), milliseconds{1});
  EXPECT_EQ(seconds_of(R"({"t":1e308})"), milliseconds{1'000'000'000'000});
  for (const char* text :
       {R"({"t":0})", R"({"t":-1})", R"({"t":-0.0})", R"({"t":"1"})", R"({"t":true})", R"({"t":[]})"})
    EXPECT_EQ(seconds_of(text), std::nullopt) << text;
}

TEST(Fields, SaysWhichFieldOfWhichObject) {
  Json object = Json::parse(R"({"memory":"x","mem":1})");
  FirstError errors;
  Fields fields{object, "limits", errors};
  fields.whole("memory", "bytes", 1, 2);
  EXPECT_EQ(errors.result().error().message,
            "limits.memory must be a whole number of bytes from 1 to 2, not a string.");
}

TEST(Fields, RefusesWhatIsNotAnObject) {
  Json list = Json::array();
  FirstError errors;
  Fields fields{list, "files[0]", errors};
  EXPECT_EQ(fields.text("path"), std::nullopt);
  fields.done();
  EXPECT_EQ(errors.result().error().message, "files[0] must be an object, not an array.");
}

}  // namespace
}  // namespace cordon::api
