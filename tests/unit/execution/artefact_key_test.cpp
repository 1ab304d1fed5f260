#include "host/execution/artefact_key.hpp"

#include "tests/unit/execution/artefacts.hpp"

#include <gtest/gtest.h>
#include <functional>
#include <set>

namespace cordon::execution {
namespace {

// Everything that a key is made of, to be changed one by one.
struct Everything {
  std::string space, isolation = "namespaces", level = "sandbox", image = "sha256:1";
  sandbox::Limits limits;
  std::vector<std::vector<std::string>> commands{{"/usr/bin/g++", "-O2", "main.cpp"}};
  std::vector<std::string> environment{"LANG=C.UTF-8", "PATH=/usr/bin"}, artefacts{"main"};
  std::vector<languages::SourceFile> files{{"main.cpp", "int main() {}"}, {"a.hpp", "int a;"}};

  [[nodiscard]] ArtefactKey key() const {
    const CompilePlan plan{.spec = {.image = image, .limits = limits, .compile = true},
                           .commands = commands,
                           .environment = environment,
                           .files = files,
                           .artefacts = artefacts};
    return key_of({.space = space, .isolation = isolation, .level = level}, plan);
  }
};

TEST(ArtefactKey, IsTheSameForTheSame) { EXPECT_EQ(Everything{}.key(), Everything{}.key()); }

TEST(ArtefactKey, IsAnotherOneWhateverIsDifferent) {
  const std::vector<std::function<void(Everything&)>> changes{
      [](Everything&) {},
      [](Everything& e) { e.space = "somebody"; },
      [](Everything& e) { e.isolation = "firecracker"; },
      [](Everything& e) { e.level = "standard"; },
      [](Everything& e) { e.image = "sha256:2"; },
      [](Everything& e) { e.limits.wall += milliseconds{1}; },
      [](Everything& e) { e.limits.cpu_time += milliseconds{1}; },
      [](Everything& e) { e.limits.memory = 1_GiB; },
      [](Everything& e) { e.limits.processes = 1; },
      [](Everything& e) { e.limits.output = 1_KiB; },
      [](Everything& e) { e.limits.work_folder = 1_GiB; },
      [](Everything& e) { e.limits.work_files = 1; },
      [](Everything& e) { e.limits.file_size = 1_KiB; },
      [](Everything& e) { e.limits.open_files = 1; },
      [](Everything& e) { e.limits.cpu_percent = 200; },
      [](Everything& e) { e.commands[0][1] = "-O0"; },
      [](Everything& e) { e.commands[0].emplace_back(); },
      [](Everything& e) { e.commands[0] = {"/usr/bin/g++", "-O2main.cpp"}; },
      [](Everything& e) { e.commands = {{"/usr/bin/g++"}, {"-O2", "main.cpp"}}; },
      [](Everything& e) { e.environment[0] = "LANG=C"; },
      [](Everything& e) { e.environment.pop_back(); },
      [](Everything& e) { e.artefacts = {"main", "data"}; },
      [](Everything& e) { e.files[0].content += '\n'; },
      [](Everything& e) { e.files[0].path = "Main.cpp"; },
      [](Everything& e) { e.files.pop_back(); },
      [](Everything& e) { e.files.push_back({"empty", ""}); },
      [](Everything& e) { std::swap(e.files[0].content, e.files[1].content); },
      [](Everything& e) { e.files[1] = {"a.hppint", " a;"}; },
  };
  std::set<std::string> keys;
  for (const auto& change : changes) {
    Everything everything;
    change(everything);
    keys.insert(to_text(everything.key()));
  }
  EXPECT_EQ(keys.size(), changes.size());
}

TEST(ArtefactKey, IsANameOfHexadecimalDigits) {
  const ArtefactKey key = key_for("x");
  const std::string text = to_text(key);
  EXPECT_EQ(text.size(), 64U);
  EXPECT_EQ(text.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(artefact_key(text), key);
  for (const std::string& wrong :
       {std::string{}, text.substr(1), text + '0', "A" + text.substr(1), "/" + text.substr(1)})
    EXPECT_EQ(artefact_key(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace cordon::execution
