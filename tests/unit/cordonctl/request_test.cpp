#include "host/cordonctl/request.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <fstream>

using namespace cordon;
using namespace cordon::cordonctl;
using nlohmann::json;
using testing::HasSubstr;

namespace {

const json languages = json::parse(R"([
  {"id": "python", "aliases": ["py"], "extensions": [".py"]},
  {"id": "cpp", "aliases": ["c++"], "extensions": [".cpp", ".cc"]}])");

json body_of(const Request& request) { return json::parse(to_json(request).value()); }

Request hello() {
  Request request{.language = "python"};
  request.files.push_back({"hello.py", "print('hi')"});
  return request;
}

}  // namespace

TEST(Request, HasNothingThatWasNotSaid) {
  const json file{{"path", "hello.py"}, {"content", "print('hi')"}};
  EXPECT_EQ(body_of(hello()), (json{{"language", "python"}, {"files", json::array({file})}}));
}

TEST(Request, CarriesArgumentsAndSettings) {
  Request request = hello();
  request.args = {"[1,2]", "--x"};
  request.environment = {"A=b=c"};
  request.timeout = 2.5;
  request.memory = 1 << 20;
  request.encoding = Encoding::base64;
  const json body = body_of(request);
  EXPECT_EQ(body["args"], (json{"[1,2]", "--x"}));
  EXPECT_EQ(body["env"]["A"], "b=c");
  EXPECT_EQ(body["timeout"], 2.5);
  EXPECT_EQ(body["limits"]["memory"], 1 << 20);
  EXPECT_EQ(body["encoding"], "base64");
}

TEST(Request, SendsBytesThatAreNotTextAsBase64) {
  Request request = hello();
  request.files.push_back({"data.bin", std::string{"\xff\0", 2}});
  const json file{{"path", "data.bin"}, {"content", "/wA="}, {"encoding", "base64"}};
  EXPECT_EQ(body_of(request)["files"][1], file);
}

TEST(Request, RefusesStandardInputThatIsNotText) {
  Request request = hello();
  request.standard_input = "\xff";
  EXPECT_THAT(to_json(request).error().message, HasSubstr("standard input is not UTF-8"));
}

TEST(Request, RefusesWhatIsMoreThanAServerTakes) {
  Request request = hello();
  request.standard_input.assign(largest_body, 'x');
  EXPECT_EQ(to_json(request).error().code, Errc::too_large);
}

TEST(Request, RefusesAVariableWithoutAValue) {
  Request request = hello();
  request.environment = {"A"};
  EXPECT_THAT(to_json(request).error().message, HasSubstr("NAME=VALUE"));
}

TEST(Language, IsFoundByExtensionInAnyCase) {
  EXPECT_EQ(language_of("a/Main.CC", languages)->at("id"), "cpp");
  EXPECT_THAT(language_of("x.lua", languages).error().message, HasSubstr(".py, .cpp, .cc"));
  EXPECT_FALSE(language_of("script", languages));
}

TEST(Language, IsFoundByIdOrAliasAndTheNearestIsNamed) {
  EXPECT_EQ(language_named("C++", languages)->at("id"), "cpp");
  EXPECT_THAT(language_named("pyton", languages).error().message, HasSubstr("did you mean \"python\"?"));
}

TEST(Size, HasUnitsOf1024) {
  EXPECT_EQ(parse_size("256MiB"), 256ULL << 20);
  EXPECT_EQ(parse_size("1.5g"), 1536ULL << 20);
  EXPECT_EQ(parse_size("4096"), 4096ULL);
  for (const char* text : {"", "x", "12 parsecs", "-1", "0", "nan", "1e300"}) EXPECT_FALSE(parse_size(text)) << text;
}

TEST(WorkFolder, HasFilesAsTheyLieBesideTheMainOne) {
  EXPECT_EQ(path_in_work_folder("src/lib/a.py", "src/main.py"), "lib/a.py");
  EXPECT_EQ(path_in_work_folder("../data.txt", "main.py"), "data.txt");
}

TEST(ReadToEnd, RefusesMoreThanAServerTakes) {
  const auto folder = *TempDir::create(std::filesystem::temp_directory_path(), "request-");
  std::ofstream{folder.path() / "large"}.seekp(largest_body).put('x');
  EXPECT_EQ(read_source(folder.path() / "large").error().code, Errc::too_large);
  EXPECT_THAT(read_source(folder.path()).error().message, HasSubstr("is a folder"));
}
