// Whether a file or folder may decide what this server runs: only if nobody but its operator can
// have written it. Values; any thread.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace cordon::languages {

struct Trust {
  std::vector<uid_t> owners{0, ::geteuid()};  // root, and who started the server
};

// Why not, as a sentence; nothing if it is trusted.
std::optional<std::string> distrust(const struct stat& status, const Trust& trust);

// The same for the folder itself.
std::optional<std::string> distrust_folder(const std::filesystem::path& folder, const Trust& trust);

// At most `limit` bytes of the file, if it is one and is trusted; else a sentence that says why not.
tl::expected<std::string, std::string> read_trusted(const std::filesystem::path& path, const Trust& trust,
                                                    std::size_t limit);

}  // namespace cordon::languages
