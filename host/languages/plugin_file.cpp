// Before and while a plugin is loaded; plugin.cpp is about what it then says.
#include "host/languages/plugin.hpp"

#include "host/languages/text.hpp"

#include <elf.h>

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/library_info.hpp>
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <cstring>

namespace cordon::languages {
namespace {

// The members of ABI 1.0: what every plugin has.
constexpr std::uint32_t entry_size_1_0 = 32;
static_assert(sizeof(cordon_plugin_entry) >= entry_size_1_0);

constexpr std::size_t largest_plugin = std::size_t{256} << 20;

#if defined(__x86_64__)
constexpr std::uint16_t this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t this_machine = EM_AARCH64;
#endif

template <class T>
bool read_at(std::string_view file, std::uint64_t offset, T& value) {
  if (offset > file.size() || file.size() - offset < sizeof value) return false;
  std::memcpy(&value, file.data() + offset, sizeof value);
  return true;
}

// The loader maps what the headers promise; where the file ends earlier, touching it is SIGBUS.
std::string wrong_form(std::string_view file) {
  Elf64_Ehdr header{};
  if (!read_at(file, 0, header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return "is not a shared library";
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != this_machine)
    return "is a library for another kind of machine";
  if (header.e_type != ET_DYN || header.e_phentsize != sizeof(Elf64_Phdr)) return "is not a shared library";
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment{};
    if (!read_at(file, header.e_phoff + i * sizeof segment, segment) || segment.p_offset > file.size() ||
        segment.p_filesz > file.size() - segment.p_offset)
      return "is cut off: it ends before its own headers say";
  }
  for (std::uint64_t i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr section{};
    if (!read_at(file, header.e_shoff + i * sizeof section, section) ||
        (section.sh_type != SHT_NOBITS &&
         (section.sh_offset > file.size() || section.sh_size > file.size() - section.sh_offset)))
      return "is cut off: it ends before its own headers say";
  }
  return {};
}

bool exports_a_plugin(const std::filesystem::path& path) {
  const auto symbols = boost::dll::library_info{path}.symbols();
  return std::find(symbols.begin(), symbols.end(), CORDON_PLUGIN_SYMBOL) != symbols.end();
}

// Never unloaded: static destructors, and whoever still holds a pointer into it, would not survive that.
boost::dll::shared_library& load_for_good(const std::filesystem::path& path) {
  static auto& loaded = *new std::vector<std::unique_ptr<boost::dll::shared_library>>;
  namespace mode = boost::dll::load_mode;
  loaded.push_back(std::make_unique<boost::dll::shared_library>(path, mode::rtld_now | mode::rtld_local));
  return *loaded.back();
}

// The loader's messages name the whole path; this one may be shown at /health.
std::string without_folder(std::string message, const std::filesystem::path& folder) {
  const std::string prefix = folder.string() + "/";
  for (std::size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix, at))
    message.erase(at, prefix.size());
  return message;
}

std::string wrong_abi(const cordon_plugin_entry& entry) {
  const std::string built_for = "was built for plugin ABI " + std::to_string(entry.abi.major) + "." +
                                std::to_string(entry.abi.minor) + ", and this server speaks " +
                                std::to_string(CORDON_ABI_MAJOR) + "." + std::to_string(CORDON_ABI_MINOR);
  if (entry.abi.major > CORDON_ABI_MAJOR) return built_for + ": it is too new";
  if (entry.abi.major < CORDON_ABI_MAJOR) return built_for + ": it is too old; build it again";
  if (entry.abi.struct_size < entry_size_1_0)
    return "has an entry of " + std::to_string(entry.abi.struct_size) + " bytes, and ABI 1.0 has " +
           std::to_string(entry_size_1_0);
  if (!CORDON_HAS(&entry, create)) return "has no create function";
  return {};
}

}  // namespace

Result<const cordon_plugin_entry*> load_plugin(const std::filesystem::path& path, const Trust& trust) {
  const auto refuse = [&](std::string_view why) {
    return fail(Errc::bad_configuration,
                "the plugin " + path.filename().string() + " " + printable(std::string{why}, max_message));
  };
  if (auto why = distrust_folder(path.parent_path(), trust)) return refuse("lies in a folder that " + *why);
  const auto file = read_trusted(path, trust, largest_plugin);
  if (!file) return refuse("cannot be used: " + file.error());
  if (const std::string why = wrong_form(*file); !why.empty()) return refuse(why);
  try {
    if (!exports_a_plugin(path))
      return refuse("exports no symbol " CORDON_PLUGIN_SYMBOL ", so it is a library but not a plugin");
    const auto& entry = load_for_good(path).get<const cordon_plugin_entry>(CORDON_PLUGIN_SYMBOL);
    if (const std::string why = wrong_abi(entry); !why.empty()) return refuse(why);
    return &entry;
  } catch (const std::exception& e) {
    return refuse("cannot be loaded: " + without_folder(e.what(), path.parent_path()));
  }
}

}  // namespace cordon::languages
