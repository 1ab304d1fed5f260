#include "images/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/nearest.hpp"
#include "base/quantity.hpp"
#include "base/syscall.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_name = 64;

Result<nlohmann::json> read_json(const fs::path& path) {
  TRY(const std::string text, base::read_file(path.string(), 16 << 20));
  auto parsed = nlohmann::json::parse(text, nullptr, false);
  if (!parsed.is_object()) return fail(Errc::unavailable, fmt::format("{} is not a JSON object", path.string()));
  return parsed;
}

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::uint64_t number_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

}  // namespace

bool is_image_name(std::string_view name) {
  const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= longest_name && alphanumeric(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_digest(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

fs::path default_store_folder() {
  if (const char* state = std::getenv("STATE_DIR"); state && *state) return fs::path{state} / "images";
  if (::geteuid() == 0) return "/var/lib/cordon/images";
  if (const char* state = std::getenv("XDG_STATE_HOME"); state && *state) return fs::path{state} / "cordon/images";
  const char* home = std::getenv("HOME");
  return fs::path{home && *home ? home : "/"} / ".local/state/cordon/images";
}

Result<Store> Store::open(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Errc::bad_configuration, fmt::format("cannot make {}: {}", folder.string(), error.message()));
  auto absolute = fs::absolute(folder, error);
  if (error) return fail(Errc::internal, fmt::format("cannot resolve {}: {}", folder.string(), error.message()));
  return Store{absolute.lexically_normal()};
}

std::vector<std::string> Store::names() const {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry{folder_ / "by-name", error}, end; !error && entry != end; entry.increment(error))
    if (auto name = entry->path().filename().string(); is_image_name(name)) names.push_back(std::move(name));
  std::ranges::sort(names);
  return names;
}

Result<Image> Store::find_digest(std::string_view digest) const {
  if (!is_digest(digest)) return fail(Errc::unavailable, fmt::format("\"{}\" is not the digest of an image", digest));
  const fs::path folder = folder_ / digest;
  TRY(const auto manifest, read_json(folder / "manifest.json"));
  return Image{.name = {},
               .digest = std::string{digest},
               .recipe_digest = {},
               .rootfs = folder / "rootfs",
               .bytes = number_of(manifest, "bytes"),
               .files = number_of(manifest, "files"),
               .built = std::chrono::sys_seconds{seconds{number_of(manifest, "built")}}};
}

Result<Image> Store::find(std::string_view name) const {
  const fs::path link = folder_ / "by-name" / name;
  if (!is_image_name(name) || ::access(link.c_str(), F_OK) != 0) {
    const auto known = names();
    const std::vector<std::string_view> views{known.begin(), known.end()};
    return fail(Errc::not_found,
                fmt::format("there is no image \"{}\"{}; `cordonctl images build` makes the missing ones", name,
                            base::did_you_mean(name, views)));
  }
  TRY(const auto entry, read_json(link));
  auto found = find_digest(text_of(entry, "digest"));
  if (!found)
    return fail(Errc::unavailable,
                fmt::format("the image \"{}\" is damaged ({}); `cordonctl images build --force {}` makes it again",
                            name, found.error().message, name));
  found->name = name;
  found->recipe_digest = text_of(entry, "recipe_digest");
  return found;
}

std::vector<Image> Store::list() const {
  std::vector<Image> images;
  for (const auto& name : names())
    if (auto image = find(name)) images.push_back(*std::move(image));
  return images;
}

Result<UniqueFd> Store::hold(const Image& image) const {
  const fs::path folder = folder_ / image.digest;
  UniqueFd held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!held) return fail(Errc::unavailable, fmt::format("the image {} is gone", image.digest));
  if (base::retry([&] { return ::flock(held.get(), LOCK_SH); }) != 0) return fail_errno("hold an image");
  // Garbage collection renames an image before it removes it: between open and flock it may have won.
  struct stat now{};
  struct stat there{};
  if (::fstat(held.get(), &now) != 0 || ::stat(folder.c_str(), &there) != 0 || now.st_ino != there.st_ino)
    return fail(Errc::unavailable, fmt::format("the image {} has just been removed", image.digest));
  return held;
}

Result<> Store::set_name(std::string_view name, std::string_view digest, std::string_view recipe_digest) const {
  if (!is_image_name(name))
    return fail(Errc::bad_configuration,
                fmt::format("\"{}\" cannot be an image's name: use a-z, 0-9, '.', '_', '-'", name));
  std::error_code error;
  const fs::path folder = folder_ / "by-name";
  fs::create_directories(folder, error);
  const fs::path temporary = folder / fmt::format(".{}.{}", name, ::gettid());
  const auto text = nlohmann::json{{"digest", digest}, {"recipe_digest", recipe_digest}}.dump() + "\n";
  UniqueFd file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)};
  if (!file || !base::write_all(file.get(), text) || ::fchmod(file.get(), 0644) != 0 || ::fsync(file.get()) != 0 ||
      ::rename(temporary.c_str(), (folder / name).c_str()) != 0)
    return fail_errno(fmt::format("write {}", (folder / name).string()));
  return {};
}

}  // namespace cordon::images
