#include "host/languages/trust.hpp"

#include "base/syscall.hpp"

#include <fcntl.h>

#include <algorithm>
#include <system_error>

namespace cordon::languages {

std::optional<std::string> distrust(const struct stat& status, const Trust& trust) {
  if (std::find(trust.owners.begin(), trust.owners.end(), status.st_uid) == trust.owners.end())
    return "is owned by user " + std::to_string(status.st_uid) +
           ", who is neither root nor who started the server; give it to root with chown";
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) return "can be written by others; take that away with chmod go-w";
  return std::nullopt;
}

std::optional<std::string> distrust_folder(const std::filesystem::path& folder, const Trust& trust) {
  struct stat status{};
  if (::stat(folder.c_str(), &status) != 0) return "cannot be looked at: " + std::generic_category().message(errno);
  if (!S_ISDIR(status.st_mode)) return "is not a folder";
  return distrust(status, trust);
}

tl::expected<std::string, std::string> read_trusted(const std::filesystem::path& path, const Trust& trust,
                                                    std::size_t limit) {
  const auto failed = [](std::string_view what) {
    return tl::unexpected{"the file cannot be " + std::string{what} + ": " + std::generic_category().message(errno)};
  };
  // Not blocking, because opening a named pipe would wait for its writer.
  const UniqueFd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status{};
  if (!file || ::fstat(file.get(), &status) != 0) return failed("opened");
  if (!S_ISREG(status.st_mode)) return tl::unexpected{std::string{"this is not a regular file"}};
  if (auto why = distrust(status, trust)) return tl::unexpected{"the file " + *why};
  std::string text(std::min(limit, static_cast<std::size_t>(status.st_size) + 1), '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t n = base::retry([&] { return ::read(file.get(), text.data() + size, text.size() - size); });
    if (n < 0) return failed("read");
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  text.resize(size);
  return text;
}

}  // namespace cordon::languages
