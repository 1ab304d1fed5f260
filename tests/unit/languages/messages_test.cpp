#include "host/languages/messages.hpp"

#include <gtest/gtest.h>

using namespace cordon::languages;

TEST(Messages, SurviveTheWay) {
  const Preparation preparation{
      .remarks = {{Severity::error, 1, 2, 3, "rule", "message"}},
      .renames = {{0, "Hello.java"}},
      .added = {{"go.mod", std::string{"a\0b", 3}}},
      .variables = {{"entry", "Hello"}},
  };
  EXPECT_EQ(decode<Preparation>(encode(preparation)), preparation);
  const Diagnosis diagnosis{.diagnostics = {{"error", 1, 2, "p", "c", "m"}}, .summary = "s", .nothing_ran = true};
  EXPECT_EQ(decode<Diagnosis>(encode(diagnosis)), diagnosis);
  const auto loaded = decode<Loaded>(encode(Loaded{"java", "", {.source = true, .warmup = true}}));
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->capabilities, (Capabilities{.source = true, .warmup = true}));
  const auto request = decode<LoadRequest>(encode(LoadRequest{{{"java", "/p/java.so", "{}"}}, {0, 1000}}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->items.at(0).plugin_path, "/p/java.so");
  EXPECT_EQ(request->trusted_owners, (std::vector<std::uint32_t>{0, 1000}));
}

TEST(Messages, AreRefusedWhereverTheyAreCutOff) {
  const std::string whole = encode(Preparation{
      .remarks = {{Severity::error, 1, 2, 3, "rule", "message"}}, .renames = {{0, "a"}}, .variables = {{"a", "b"}}});
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(decode<Preparation>(whole.substr(0, n))) << n;
  EXPECT_FALSE(decode<Preparation>(whole + "x"));
}

TEST(Messages, WithMoreThanWasAgreedAreRefused) {
  Preparation many;
  many.remarks.resize(max_findings + 1);
  EXPECT_FALSE(decode<Preparation>(encode(many)));
  Preparation large;
  large.added = {{"a", std::string(max_added_bytes, 'x')}, {"b", "x"}};
  EXPECT_FALSE(decode<Preparation>(encode(large)));
  EXPECT_FALSE(decode<Preparation>(encode(Preparation{.variables = {{"a", std::string("\0", 1)}}})));
  Diagnosis flood;
  flood.diagnostics.resize(max_diagnostics + 1);
  EXPECT_FALSE(decode<Diagnosis>(encode(flood)));
}

TEST(Messages, ShortenTextToItsBounds) {
  const std::string long_text(10'000, 'x');
  const auto diagnosis = decode<Diagnosis>(
      encode(Diagnosis{.diagnostics = {{"error", 0, 0, long_text, long_text, long_text}}, .summary = long_text}));
  ASSERT_TRUE(diagnosis);
  EXPECT_EQ(diagnosis->diagnostics[0].message.size(), max_message);
  EXPECT_LE(diagnosis->summary.size(), max_message + 3);
}

TEST(Messages, ShowAPluginOnlySoMuchText) {
  const auto request = decode<PrepareRequest>(
      encode(PrepareRequest{"x", "open", {{"a", std::string(max_source_bytes - 1, 'a')}, {"b", "bcd"}, {"c", "e"}}}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->files.at(1).content, "b");
  EXPECT_EQ(request->files.at(2).content, "");
  const auto output = decode<DiagnoseRequest>(encode(DiagnoseRequest{"x", "run", std::string(1 << 20, 'a')}));
  ASSERT_TRUE(output);
  EXPECT_EQ(output->output.size(), max_output_bytes);
}

TEST(Messages, KnowNoHeaderWithATooLongBody) {
  const std::string header = frame(Kind::prepared, std::string(100, 'x')).substr(0, frame_header);
  ASSERT_TRUE(parse_header(header, 100));
  EXPECT_EQ(parse_header(header, 100)->length, 100u);
  EXPECT_FALSE(parse_header(header, 99));
  EXPECT_FALSE(parse_header("abc", 99));
}
