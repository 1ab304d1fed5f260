#include "host/api/submission.hpp"

#include <gmock/gmock.h>

namespace cordon::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

const RequestLimits limits{};

Result<ExecuteRequest> read(const Json& body) { return read_execute_request(body.dump(), limits); }

std::string complaint(const Json& body) {
  const auto request = read(body);
  if (request) return "accepted";
  EXPECT_EQ(request.error().code, Errc::malformed_request);
  return request.error().message;
}

Json python(const Json& more) {
  Json body{{"code", "print(1)"}, {"language", "python"}};
  body.update(more);
  return body;
}

Json files(const Json& list) { return {{"language", "python"}, {"files", list}}; }
Json file(const std::string& path) { return {{"path", path}, {"content", ""}}; }

TEST(ExecuteRequest, ReadsOptions) {
  const auto options = [](const Json& more) { return read(python(more)).value().submission.options; };
  EXPECT_THAT(options({{"options", {{"compiler", "clang"}, {"typecheck", true}, {"x", false}}}}),
              ElementsAre(Pair("compiler", "clang"), Pair("typecheck", "true"), Pair("x", "false")));
  EXPECT_THAT(options({{"typecheck", true}}), ElementsAre(Pair("typecheck", "true")));
  EXPECT_THAT(options({{"typecheck", false}}), ElementsAre());
  EXPECT_EQ(complaint(python({{"options", {{"a", 1}}}})),
            "The option \"a\" must be true, false or a string of at most 64 bytes, not a whole number.");
  EXPECT_EQ(complaint(python({{"options", "clang"}})), "options must be an object, not a string.");
  EXPECT_EQ(complaint(python({{"typecheck", "yes"}})), "typecheck must be true or false, not a string.");
  EXPECT_EQ(complaint(python({{"typecheck", true}, {"options", {{"typecheck", true}}}})),
            "Send typecheck or options.typecheck, not both; they mean the same.");
}

TEST(ExecuteRequest, ReadsEveryField) {
  const auto request = read(python(
      {{"stdin", "in"},
       {"args", {"a", "b c"}},
       {"env", {{"A", "1"}, {"LD_PRELOAD", "x"}}},
       {"version", "3.13"},
       {"encoding", "base64"},
       {"limits",
        {{"cpu_time", 1.5}, {"wall_time", 2}, {"memory", 1000}, {"processes", 3}, {"output", 4}, {"files", 5}}}}));
  ASSERT_TRUE(request) << request.error().message;
  const execution::Submission& submission = request->submission;
  EXPECT_EQ(submission.language, "python");
  EXPECT_EQ(submission.version, "3.13");
  ASSERT_EQ(submission.files.size(), 1U);
  EXPECT_EQ(submission.files[0].path, "");
  EXPECT_EQ(submission.files[0].content, "print(1)");
  EXPECT_EQ(submission.standard_input, "in");
  EXPECT_THAT(submission.args, ElementsAre("a", "b c"));
  EXPECT_THAT(submission.environment, ElementsAre(Pair("A", "1"), Pair("LD_PRELOAD", "x")));
  const sandbox::LimitsOverride expected{.wall = milliseconds{2000},
                                         .cpu_time = milliseconds{1500},
                                         .memory = 1000_B,
                                         .processes = 3,
                                         .output = 4_B,
                                         .file_size = 5_B};
  EXPECT_EQ(submission.limits, expected);
  EXPECT_TRUE(submission.output_limit_kills);
  EXPECT_EQ(request->encoding, Encoding::base64);
}

TEST(ExecuteRequest, LeavesOpenWhatIsNotSaid) {
  const auto request = read(python({{"timeout", nullptr}}));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->submission.limits, sandbox::LimitsOverride{});
  EXPECT_FALSE(request->submission.output_limit_kills);
  EXPECT_EQ(request->encoding, Encoding::utf8);
}

TEST(ExecuteRequest, TakesTimeoutForWallTime) {
  EXPECT_EQ(read(python({{"timeout", 0.25}}))->submission.limits.wall, milliseconds{250});
  EXPECT_THAT(complaint(python({{"timeout", 1}, {"limits", {{"wall_time", 1}}}})), HasSubstr("not both"));
}

TEST(ExecuteRequest, NeedsCodeAndLanguage) {
  EXPECT_THAT(complaint({{"language", "python"}}), HasSubstr("code is missing"));
  EXPECT_THAT(complaint({{"code", "x"}}), HasSubstr("language is missing"));
  EXPECT_THAT(complaint({{"code", "x"}, {"language", "p\0y"}}), "accepted");
  EXPECT_THAT(complaint({{"code", "x"}, {"language", std::string{"p\0y", 3}}}), HasSubstr("NUL"));
  EXPECT_THAT(complaint(Json::array()), "The body must be an object, not an array.");
}

TEST(ExecuteRequest, RefusesWrongTypes) {
  for (const Json& more :
       {Json{{"code", 1}}, Json{{"language", Json::array()}}, Json{{"stdin", 1}}, Json{{"args", "x"}},
        Json{{"args", {1}}}, Json{{"env", {{"A", 1}}}}, Json{{"env", Json::array({1})}}, Json{{"version", 3}},
        Json{{"limits", 1}}, Json{{"timeout", "1"}}, Json{{"timeout", true}}, Json{{"encoding", 1}},
        Json{{"files", "x"}}})
    EXPECT_THAT(complaint(python(more)), HasSubstr("must be")) << more;
}

TEST(ExecuteRequest, RefusesUnknownFieldsAndNamesTheNearest) {
  EXPECT_THAT(complaint(python({{"tiemout", 1}})), HasSubstr(R"(did you mean "timeout"?)"));
  EXPECT_THAT(complaint(python({{"limits", {{"memroy", 1}}}})),
              HasSubstr(R"("limits.memroy"; did you mean "memory"?)"));
  for (const char* name : {"SECURITY_LEVEL", "security_level", "isolation", "network", "user_id", "sandbox"})
    EXPECT_THAT(complaint(python({{name, "standard"}})), HasSubstr("There is no field")) << name;
}

TEST(ExecuteRequest, DoesNotIgnoreFieldsOfLaterVersions) {
  for (const char* name : {"tests", "collect", "stream"}) {
    EXPECT_EQ(complaint(python({{name, false}})), std::string{name} + " is not supported by this server yet.");
    EXPECT_EQ(complaint(python({{name, nullptr}})), "accepted");
  }
}

TEST(ExecuteRequest, TakesTheNameOfAProfile) {
  EXPECT_EQ(complaint(python({{"profile", "classroom"}})), "accepted");
  for (const Json& wrong : {Json{1}, Json{true}, Json::array()})
    EXPECT_THAT(complaint(python({{"profile", wrong}})), HasSubstr("must be"));
}

TEST(ExecuteRequest, CountsCharactersNotBytes) {
  std::string code;
  for (int i = 0; i < 50'000; ++i) code += "😀";
  EXPECT_EQ(complaint(python({{"code", code}})), "accepted");
  EXPECT_EQ(complaint(python({{"code", code + "a"}})), "code has 50001 characters; at most 50000 are allowed.");
  EXPECT_EQ(complaint(files({{{"content", code + "a"}}})),
            "files[0].content has 50001 characters; at most 50000 are allowed.");
}

TEST(ExecuteRequest, RefusesNulInSourceAndArguments) {
  const std::string nul{"a\0b", 3};
  EXPECT_THAT(complaint(python({{"code", nul}})), HasSubstr("NUL"));
  EXPECT_THAT(complaint(python({{"args", {nul}}})), HasSubstr("NUL"));
  EXPECT_THAT(complaint(python({{"env", {{"A", nul}}}})), HasSubstr("NUL"));
  EXPECT_EQ(complaint(python({{"stdin", nul}})), "accepted");
}

TEST(ExecuteRequest, LimitsArgumentsAndEnvironment) {
  EXPECT_THAT(complaint(python({{"args", std::vector<std::string>(257, "a")}})), HasSubstr("at most 256"));
  EXPECT_EQ(complaint(python({{"args", std::vector<std::string>(256, "a")}})), "accepted");
  EXPECT_THAT(complaint(python({{"args", {std::string(131'072, 'a')}}})), HasSubstr("131072 bytes"));
  Json env = Json::object();
  for (int i = 0; i < 64; ++i) env["A" + std::to_string(i)] = "";
  EXPECT_EQ(complaint(python({{"env", env}})), "accepted");
  env["B"] = "";
  EXPECT_THAT(complaint(python({{"env", env}})), HasSubstr("at most 64"));
  for (const char* name : {"", "1A", "A-B", "A B", "Ä", "A="})
    EXPECT_THAT(complaint(python({{"env", {{name, ""}}}})), HasSubstr("a name is letters")) << name;
}

TEST(ExecuteRequest, ReadsFiles) {
  const auto request = read(files({{{"path", "main.py"}, {"content", "import b"}},
                                   {{"path", "lib/b.bin"}, {"content", "AP8="}, {"encoding", "base64"}}}));
  ASSERT_TRUE(request) << request.error().message;
  ASSERT_EQ(request->submission.files.size(), 2U);
  EXPECT_EQ(request->submission.files[1].path, "lib/b.bin");
  EXPECT_EQ(request->submission.files[1].content, (std::string{"\0\xff", 2}));
}

TEST(ExecuteRequest, RefusesFilesThatCannotBePutDown) {
  EXPECT_THAT(complaint(python({{"files", {file("a")}}})), HasSubstr("not both"));
  EXPECT_THAT(complaint(files(Json::array())), HasSubstr("1 to 100"));
  EXPECT_THAT(complaint(files({file("a"), file("a")})), HasSubstr("twice"));
  EXPECT_THAT(complaint(files({file("a/b"), file("a")})), HasSubstr("as a file and as a folder"));
  EXPECT_THAT(complaint(files({file("a"), file("a/b/c")})), HasSubstr("as a file and as a folder"));
  EXPECT_THAT(complaint(files({file("a"), {{"content", ""}}})), HasSubstr("files[1].path is missing"));
  EXPECT_THAT(complaint(files({{{"path", "a"}}})), HasSubstr("files[0].content is missing"));
  EXPECT_THAT(complaint(files({{{"path", "a"}, {"content", "?"}, {"encoding", "base64"}}})), HasSubstr("not base64"));
  EXPECT_THAT(complaint(files({{{"path", "a"}, {"content", ""}, {"encoding", "latin1"}}})), HasSubstr("utf8"));
  EXPECT_THAT(complaint(files({{{"path", "a"}, {"content", ""}, {"mode", 1}}})), HasSubstr("files[0].mode"));
  EXPECT_THAT(complaint(files({"x"})), HasSubstr("files[0] must be an object"));
  Json many = Json::array();
  for (int i = 0; i < 101; ++i) many.push_back(file("f" + std::to_string(i)));
  EXPECT_THAT(complaint(files(many)), HasSubstr("1 to 100 files, not 101"));
}

TEST(Path, IsRelativeAndPlain) {
  for (const std::string& path : {std::string{"a"}, std::string{"a/b.py"}, std::string{".hidden"}, std::string{"a/..b"},
                                  std::string{"ä/é.py"}, std::string{"a b"}, std::string(255, 'a')})
    EXPECT_TRUE(check_path(path)) << path;
  for (const std::string& path :
       {std::string{}, std::string{"/a"}, std::string{"../a"}, std::string{"a/../b"}, std::string{"."},
        std::string{".."}, std::string{"a/."}, std::string{"a//b"}, std::string{"a/"}, std::string{"a\nb"},
        std::string{"a\0b", 3}, std::string{"a\x7f"}, std::string{"-o"}, std::string{"@list"}, std::string(256, 'a'),
        std::string(1025, '/')})
    EXPECT_FALSE(check_path(path)) << path;
}

}  // namespace
}  // namespace cordon::api
