#include "host/languages/plugin.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

using namespace cordon;
using namespace cordon::languages;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

const std::filesystem::path plugins = TEST_PLUGINS;

std::string refusal(const std::filesystem::path& path, const Trust& trust = {}) {
  const auto loaded = load_plugin(path, trust);
  return loaded ? "it was loaded" : loaded.error().message;
}

std::unique_ptr<PluginLanguage> language(const char* plugin, std::vector<std::string>* log = nullptr,
                                         std::string_view config = "{}") {
  const auto entry = load_plugin(plugins / plugin, {});
  if (!entry) throw std::runtime_error{entry.error().message};
  auto made = PluginLanguage::create(**entry, "test", config, [log](Severity, std::string_view line) {
    if (log != nullptr) log->emplace_back(line);
  });
  if (!made) throw std::runtime_error{made.error().message};
  return *std::move(made);
}

class Copy : public testing::Test {
 protected:
  std::filesystem::path copy(std::size_t size) {
    std::ifstream in{plugins / "obedient.so", std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    bytes.resize(std::min(size, bytes.size()));
    const auto path = folder_.path() / "copy.so";
    std::ofstream{path, std::ios::binary} << bytes;
    std::filesystem::permissions(path, std::filesystem::perms{0644});
    return path;
  }
  TempDir folder_ = *TempDir::create(std::filesystem::temp_directory_path(), "plugin");
};

}  // namespace

TEST(Plugin, HasTheExtensionsItImplements) {
  EXPECT_EQ(language("obedient.so")->capabilities(), (Capabilities{.source = true, .diagnostics = true}));
  EXPECT_EQ(language("hookless.so")->capabilities(), Capabilities{});
}

TEST(Plugin, TemplateWorksAsItIsCopied) {
  const auto lua = language("template.so");
  EXPECT_TRUE(lua->prepare({{"main.lua", "print(1)"}})->remarks.empty());
  EXPECT_EQ(lua->prepare({{"main.lua", "\x1bLuaQ"}})->remarks.at(0).rule, "lua.bytecode");
  const auto diagnosis = lua->diagnose("run", "lua5.4: main.lua:3: attempt to index a nil value\nstack traceback:\n");
  ASSERT_TRUE(diagnosis);
  EXPECT_EQ(diagnosis->summary, "main.lua:3: attempt to index a nil value");
  EXPECT_EQ(diagnosis->diagnostics.at(0), (Diagnostic{"error", 3, 0, "main.lua", "", "attempt to index a nil value"}));
  for (const char* odd : {"", "lua5.4: ", "lua5.4: (error object is a table value)", "lua5.4: main.lua:", "other"})
    EXPECT_TRUE(lua->diagnose("run", odd)) << odd;
}

TEST(Plugin, OfTheFirstAbiStillLoads) {
  const auto old = language("old.so");
  EXPECT_EQ(old->capabilities(), Capabilities{.source = true});
  EXPECT_EQ(old->prepare({{"a", "x"}})->renames.at(0), "old.txt");
}

TEST(Plugin, OfALaterMinorVersionLoads) {
  const auto newer = language("newer.so");
  EXPECT_EQ(newer->prepare({{"a", "x"}})->renames.at(0), "newer.txt");
}

TEST(Plugin, OfAnotherMajorVersionIsRefusedBeforeItRuns) {
  EXPECT_EQ(refusal(plugins / "wrong_major.so"),
            "the plugin wrong_major.so was built for plugin ABI 2.0, and this server speaks 1.0: it is too new");
  EXPECT_THAT(refusal(plugins / "ancient.so"), HasSubstr("ABI 0.9, and this server speaks 1.0: it is too old"));
  EXPECT_THAT(refusal(plugins / "short_entry.so"), HasSubstr("has an entry of 16 bytes"));
}

TEST(Plugin, WithoutTheSymbolIsRefused) {
  EXPECT_EQ(refusal(plugins / "no_symbol.so"),
            "the plugin no_symbol.so exports no symbol cordon_plugin, so it is a library but not a plugin");
}

TEST(Plugin, ThatNeedsWhatIsNotThereIsRefused) {
  const std::string why = refusal(plugins / "unresolved.so");
  EXPECT_THAT(why, StartsWith("the plugin unresolved.so cannot be loaded: "));
  EXPECT_THAT(why, HasSubstr("undefined symbol: nobody_has_this"));
  EXPECT_THAT(why, testing::Not(HasSubstr(plugins.string())));
}

TEST(Plugin, ThatIsNotThereIsRefused) { EXPECT_THAT(refusal(plugins / "none.so"), HasSubstr("No such file")); }

TEST_F(Copy, IsAPluginLikeTheOriginal) { EXPECT_EQ(refusal(copy(SIZE_MAX)), "it was loaded"); }

TEST_F(Copy, ThatIsCutOffAnywhereIsRefused) {
  const std::size_t whole = std::filesystem::file_size(plugins / "obedient.so");
  EXPECT_THAT(refusal(copy(0)), HasSubstr("is not a shared library"));
  EXPECT_THAT(refusal(copy(63)), HasSubstr("is not a shared library"));
  for (std::size_t size = 64; size < whole; size += whole / 50)
    EXPECT_THAT(refusal(copy(size)), HasSubstr("is cut off"));
  EXPECT_THAT(refusal(copy(whole - 1)), HasSubstr("is cut off"));
}

TEST_F(Copy, WithOtherBytesInItIsRefusedOrLoadedButDoesNoHarm) {
  const auto path = folder_.path() / "text.so";
  std::ofstream{path} << "#!/bin/sh\necho no\n" << std::string(1000, 'x');
  std::filesystem::permissions(path, std::filesystem::perms{0644});
  EXPECT_THAT(refusal(path), HasSubstr("is not a shared library"));
}

TEST_F(Copy, ThatOthersCanWriteIsRefused) {
  const auto path = copy(SIZE_MAX);
  std::filesystem::permissions(path, std::filesystem::perms{0666});
  EXPECT_THAT(refusal(path), HasSubstr("can be written by others"));
  std::filesystem::permissions(path, std::filesystem::perms{0644});
  std::filesystem::permissions(folder_.path(), std::filesystem::perms{0775});
  EXPECT_THAT(refusal(path), HasSubstr("lies in a folder that can be written by others"));
  std::filesystem::permissions(folder_.path(), std::filesystem::perms{0755});
  EXPECT_THAT(refusal(path, {.owners = {4'000'000'000u}}), HasSubstr("neither root nor"));
}

TEST(Plugin, ThatThrowsFailsWithoutHarm) {
  std::vector<std::string> log;
  const auto obedient = language("obedient.so", &log);
  EXPECT_FALSE(obedient->prepare({{"a", "throw"}}));
  EXPECT_FALSE(obedient->prepare({{"a", "throw int"}}));
  EXPECT_EQ(log, (std::vector<std::string>{"thrown", "unknown exception"}));
  EXPECT_TRUE(obedient->prepare({{"a", "fine"}}));
}

TEST(Plugin, ThatCannotMakeTheLanguageIsRefusedWithTheReasonInTheLog) {
  std::vector<std::string> log;
  EXPECT_THROW(language("obedient.so", &log, R"({"throw":1})"), std::runtime_error);
  EXPECT_EQ(log, (std::vector<std::string>{"no such luck"}));
}

TEST(Plugin, ThatFloodsIsCutAndItsErrorIsKept) {
  const auto flood = language("obedient.so")->prepare({{"a", "flood"}});
  ASSERT_TRUE(flood);
  EXPECT_EQ(flood->remarks.size(), max_findings);
  EXPECT_TRUE(std::any_of(flood->remarks.begin(), flood->remarks.end(),
                          [](const auto& remark) { return remark.rule == "flood.error"; }));
  const auto added = language("obedient.so")->prepare({{"a", "add much"}});
  ASSERT_TRUE(added);
  EXPECT_LE(added->added.size(), max_added_files);
  EXPECT_EQ(language("obedient.so")->diagnose("compile", "flood")->diagnostics.size(), max_diagnostics);
}
