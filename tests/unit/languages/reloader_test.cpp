#include "host/languages/reloader.hpp"

#include "base/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <fstream>

using namespace cordon;
using namespace cordon::languages;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

std::string manifest(std::string_view id, std::string_view more = "") {
  return "id: " + std::string{id} + "\nname: Some\nfiles: { main: main.x }\nimage: some\nrun: { argv: [x] }\n" +
         "samples: [{ name: a, source: b, stdout: c }]\n" + std::string{more} + "\n";
}

class ReloaderTest : public testing::Test {
 protected:
  void write(std::string_view name, std::string_view text) {
    // As editors and packages do it: whole or not at all.
    const auto path = folder_.path() / name;
    const auto half = folder_.path() / ".half";
    std::ofstream{half} << text;
    std::filesystem::permissions(half, std::filesystem::perms{0644});
    std::filesystem::rename(half, path);
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const auto& language : languages_.table()->all()) all.push_back(language->id);
    return all;
  }
  std::string refusals() const {
    std::string all;
    for (const auto& refusal : languages_.table()->refused()) all += refusal.message + "\n";
    return all;
  }
  void reload() {
    bool is_done = false;
    asio::co_spawn(loop_, reloader_.reload(), [&](std::exception_ptr, const Result<>& result) {
      EXPECT_TRUE(result);
      is_done = true;
    });
    run_until([&] { return is_done; });
  }
  void run_until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + seconds{20};
    loop_.restart();
    while (!condition() && std::chrono::steady_clock::now() < end) loop_.run_one_for(milliseconds{50});
    ASSERT_TRUE(condition()) << "not in time";
  }

  asio::io_context loop_{1};
  TempDir folder_ = *TempDir::create(std::filesystem::temp_directory_path(), "reloader");
  Languages languages_{{.folder = folder_.path()}};
  Worker worker_{loop_.get_executor(), {.executable = TEST_WORKER, .arguments = {}, .plugin_folder = TEST_PLUGINS}};
  Reloader reloader_{languages_, worker_};
};

}  // namespace

TEST_F(ReloaderTest, LoadsManifestsAndTheirPlugins) {
  write("a.yaml", manifest("one", "plugin: obedient.so"));
  write("b.yaml", manifest("two", "plugin: wrong_major.so"));
  write("c.yaml", manifest("three"));
  reload();
  EXPECT_THAT(ids(), ElementsAre("one", "three"));
  EXPECT_THAT(refusals(), HasSubstr("b.yaml:7:9: the plugin wrong_major.so was built for plugin ABI 2.0"));
}

TEST_F(ReloaderTest, ManifestWhosePluginGoesBadKeepsTheOldOneInUse) {
  write("a.yaml", manifest("one", "plugin: obedient.so\naliases: [first]"));
  reload();
  write("a.yaml", manifest("one", "plugin: no_symbol.so\naliases: [second]"));
  reload();
  EXPECT_TRUE(languages_.table()->find("first"));
  EXPECT_THAT(refusals(), HasSubstr("exports no symbol cordon_plugin"));
  EXPECT_THAT(refusals(), HasSubstr("the manifest that was loaded before stays in use"));
  const auto language = *languages_.table()->find("one");
  bool is_prepared = false;
  asio::co_spawn(
      loop_, worker_.prepare(*language, {{"", "layout"}}),
      [&](std::exception_ptr, const Result<Prepared>& p) { is_prepared = p && p->files.front().path == "Hello.java"; });
  run_until([&] { return is_prepared; });
}

TEST_F(ReloaderTest, ChangedFolderGoesLiveByItself) {
  write("a.yaml", manifest("one"));
  reload();
  int reloads = 0;
  asio::co_spawn(loop_,
                 reloader_.watch({folder_.path()},
                                 [&]() -> Task<> {
                                   ++reloads;
                                   co_return;
                                 }),
                 asio::detached);
  loop_.restart();
  loop_.run_for(milliseconds{50});

  write("b.yaml", manifest("two"));
  run_until([&] { return reloads == 1; });
  EXPECT_THAT(ids(), ElementsAre("one", "two"));

  write("b.yaml", "id: [");
  run_until([&] { return reloads == 2; });
  EXPECT_THAT(ids(), ElementsAre("one", "two"));
  EXPECT_THAT(refusals(), HasSubstr("b.yaml:"));

  std::filesystem::remove(folder_.path() / "b.yaml");
  run_until([&] { return reloads == 3; });
  EXPECT_THAT(ids(), ElementsAre("one"));
  EXPECT_EQ(refusals(), "");
}

TEST_F(ReloaderTest, FolderThatIsReplacedIsWatchedAgain) {
  const auto folder = folder_.path() / "languages";
  const auto fill = [&](std::string_view id) {
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms{0755});
    std::ofstream{folder / "a.yaml"} << manifest(id);
    std::filesystem::permissions(folder / "a.yaml", std::filesystem::perms{0644});
  };
  fill("one");
  Languages languages{{.folder = folder}};
  Reloader reloader{languages, worker_};
  ASSERT_TRUE(languages.reload());
  asio::co_spawn(loop_, reloader.watch({folder}, []() -> Task<> { co_return; }), asio::detached);
  loop_.restart();
  loop_.run_for(milliseconds{50});
  std::filesystem::remove_all(folder);
  loop_.run_for(milliseconds{500});
  EXPECT_EQ(languages.table()->all().size(), 1u);  // a folder that is gone changes nothing
  fill("two");
  run_until([&] { return languages.table()->all().front()->id == "two"; });
}
