// What the server gives up before it does anything else. The cage has already taken its capabilities and
// its user; this takes the kernel's other doors and the machine's files, so that whoever takes the server
// over over HTTP has a process that can read its own configuration, write to its own folder, and ask the
// cage for sandboxes. Throws std::system_error; before the first thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace cordon::confinement {

struct ServerPlaces {
  std::vector<std::filesystem::path> reads;         // manifests, plugins, images' metadata
  std::filesystem::path writes;                     // its own folder
  std::vector<std::filesystem::path> socket_files;  // unix sockets that it makes
  std::optional<std::uint16_t> port;                // TCP port that it listens on
};

// Closes every descriptor above `last_descriptor`, becomes undumpable, keeps no core. Answers the version
// of Landlock that is in force, 0 where the kernel has none; the system call filter always is.
int confine_server(const ServerPlaces& places, int last_descriptor);

}  // namespace cordon::confinement
