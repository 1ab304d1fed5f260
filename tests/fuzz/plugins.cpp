// Every plugin, as the host calls it: what a submission says and what a compiler printed, whatever it is.
#include <array>
#include <filesystem>
#include <memory>

#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/plugins/loaded_plugin.hpp"

using namespace cordon;

namespace {

using plugins::tests::LoadedPlugin;

constexpr std::array names{"cpp", "go", "java", "javascript", "python", "rust", "typescript"};

// One after the other in the same process, as in the language worker.
const LoadedPlugin& plugin(std::size_t index) {
  static std::array<std::unique_ptr<LoadedPlugin>, names.size()> loaded;
  if (!loaded.at(index))
    loaded.at(index) = std::make_unique<LoadedPlugin>(std::filesystem::read_symlink("/proc/self/exe").parent_path() /
                                                      "../lib/cordon/plugins" / (std::string{names.at(index)} + ".so"));
  return *loaded.at(index);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  const std::uint8_t which = input.byte();
  const LoadedPlugin& asked = plugin(which % names.size());
  const std::uint8_t what = input.byte();
  if (what % 3 == 0) {
    std::vector<plugins::tests::File> files;
    for (int i = 0; i < 4 && !input.empty(); ++i) {
      const std::string path{input.text()};
      files.push_back({path, std::string{input.text()}});
    }
    (void)asked.prepare(files);
  } else {
    (void)asked.read(what % 3 == 1 ? "compile" : "run", input.rest());
  }
  return 0;
}
