// Archives, into a folder beside a file that nothing may reach. The first byte says what the rest is: an archive
// to be imported, a layer on top of a tree full of links, or the JSON files of an image in layers.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <optional>

#include "base/syscall.hpp"
#include "base/temp_dir.hpp"
#include "images/import.hpp"
#include "images/layers.hpp"
#include "images/layout.hpp"
#include "images/tree.hpp"
#include "images/unpack.hpp"
#include "images/whiteout.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

namespace {

constexpr images::UnpackLimits limits{
    .entries = 200, .total = 1_MiB, .file = 512_KiB, .ratio_free = 256_KiB, .depth = 16, .layers = 8};
constexpr std::string_view secret = "nobody may change this";

// In memory, so that thousands of runs a second cost no disk.
struct Place {
  TempDir folder = TempDir::create("/dev/shm", "cordon-fuzz-").value();
  UniqueFd outside{::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};

  Place() { write("secret", secret); }

  void write(const char* name, std::string_view content) const {
    const UniqueFd file{::openat(outside.get(), name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
    fuzz::claim(file && base::write_all(file.get(), content), "a file can be written");
  }
  images::Tree tree(const char* name) const {
    fuzz::claim(::mkdirat(outside.get(), name, 0755) == 0, "a folder can be made");
    return images::Tree::open(folder.path() / name).value();
  }
  void check_and_clear() const {
    std::size_t others = 0;
    (void)images::walk(outside.get(), [&](const images::Entry& entry) -> Result<bool> {
      const bool ours = entry.path == "secret" || entry.path == "tree" || entry.path == "layout";
      if (entry.path.find('/') == std::string::npos && !ours) ++others;
      const bool plain =
          S_ISREG(entry.status.st_mode) || S_ISDIR(entry.status.st_mode) || S_ISLNK(entry.status.st_mode);
      fuzz::claim(plain, "there are files, folders and links only");
      fuzz::claim(S_ISLNK(entry.status.st_mode) || (entry.status.st_mode & 06022) == 0,
                  "no bit is set that must not be");
      return true;
    });
    fuzz::claim(others == 0, "nothing has been made outside");
    fuzz::claim(base::read_file_at(outside.get(), "secret").value() == secret, "nothing has been changed outside");
    struct stat status{};
    fuzz::claim(::fstatat(outside.get(), "secret", &status, 0) == 0 && status.st_nlink == 1,
                "nothing links to outside");
    for (const char* name : {"tree", "layout"}) (void)images::remove_below(outside.get(), name);
  }
};

UniqueFd file_of(std::string_view content) {
  UniqueFd file{::memfd_create("archive", MFD_CLOEXEC)};
  fuzz::claim(file && base::write_all(file.get(), content) && ::lseek(file.get(), 0, SEEK_SET) == 0, "memory is there");
  return file;
}

void say(const Result<>& result) {
  if (!result) (void)images::printable(result.error().message);
}

void import(const Place& place, std::string_view archive) {
  auto layout = place.tree("layout");
  const images::Placement everything = [](const std::string& path) { return path; };
  const auto unpacked = images::unpack_stream(file_of(archive).get(), layout, limits, everything);
  say(unpacked);
  if (!unpacked || !images::is_layered(layout)) return;
  auto tree = place.tree("tree");
  say(images::unpack_layers(layout, tree, tree, limits));
}

void lay_on_top(const Place& place, std::string_view layer) {
  auto tree = place.tree("tree");
  (void)tree.write_file("usr/file", "below", 0644);
  (void)tree.make_link("link", "..");
  (void)tree.make_link("usr/out", place.folder.path().string());
  (void)tree.make_link("usr/secret", "../../secret");
  images::Unpacked so_far;
  const UniqueFd file = file_of(layer);
  say(images::apply_whiteouts(file.get(), tree, limits));
  if (::lseek(file.get(), 0, SEEK_SET) == 0) say(images::unpack_on_top(file.get(), tree, limits, so_far));
}

// Files one after the other, each a path and a content that end with a zero byte.
void read_layout(const Place& place, fuzz::Input& input) {
  auto layout = place.tree("layout");
  for (int i = 0; i < 8 && !input.empty(); ++i) {
    const auto path = images::checked_path(input.text(), limits);
    const std::string_view content = input.text();
    if (!path || path->empty()) continue;
    if (content.starts_with("->"))
      (void)layout.make_link(*path, std::string{content.substr(2)});
    else
      (void)layout.write_file(*path, content, 0644);
  }
  const auto layers = images::layers_of(layout, limits);
  if (!layers) return;
  fuzz::claim(layers->size() <= limits.layers, "there are no more layers than there may be");
  auto tree = place.tree("tree");
  say(images::unpack_layers(layout, tree, tree, limits));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  fuzz::Input input{data, size};
  switch (input.byte() % 3) {
    case 0:
      import(place, input.rest());
      break;
    case 1:
      lay_on_top(place, input.rest());
      break;
    default:
      read_layout(place, input);
      break;
  }
  place.check_and_clear();
  return 0;
}
