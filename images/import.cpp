#include "images/import.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/utf8.hpp"
#include "images/layers.hpp"
#include "images/layout.hpp"
#include "images/unpack.hpp"
#include "images/unprivileged.hpp"

namespace cordon::images {
namespace {

Result<> fill(int archive, Assembly& assembly, const UnpackLimits& limits) {
  const Placement everything = [](const std::string& path) { return path; };
  TRY_VOID(as_nobody({assembly.tree().descriptor()},
                     [&] { return unpack_stream(archive, assembly.tree(), limits, everything); }));
  if (is_layered(assembly.tree())) {
    TRY(const Tree layout, assembly.set_aside());
    TRY(const Tree scratch, Tree::open(assembly.scratch()));
    TRY_VOID(as_nobody({assembly.tree().descriptor(), scratch.descriptor()},
                       [&] { return unpack_layers(layout, scratch, assembly.tree(), limits); }));
  }
  if (!assembly.tree().has("usr") && !assembly.tree().has("bin"))
    return fail(Errc::malformed_request, "there is neither /usr nor /bin in it: this is no root file system");
  return {};
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = base::utf8_length(text);
    const auto first = static_cast<unsigned char>(text.front());
    const bool is_control =
        first < ' ' || first == 0x7f || (first == 0xc2 && length == 2 && static_cast<unsigned char>(text[1]) < 0xa0);
    if (length == 0 || is_control) {
      result += fmt::format("\\x{:02x}", first);
      text.remove_prefix(1);
    } else {
      result += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return result;
}

Result<> import_tree(const std::filesystem::path& archive, Assembly& assembly, const UnpackLimits& limits) {
  const UniqueFd file{::open(archive.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file)
    return fail(Errc::bad_configuration, fmt::format("cannot open {}: {}", archive.string(), std::strerror(errno)));
  if (auto done = fill(file.get(), assembly, limits); !done)
    return fail(done.error().code, fmt::format("{}: {}", archive.string(), printable(done.error().message)));
  return {};
}

}  // namespace cordon::images
