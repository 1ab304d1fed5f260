// Files of the work folder: what the host puts there before a run, and takes out afterwards.
#pragma once

#include "guest/protocol/message.hpp"

#include <functional>
#include <string>

namespace cordon::agent {

// Throws std::system_error.
void put_file(int work_folder, const protocol::Put& put);

// Calls `send` with every piece of the file, or of every regular file below the folder, that
// `collect` names; links and special files are passed over. Files that are not there are no error.
protocol::Collected collect_files(int work_folder, const protocol::Collect& collect,
                                  const std::function<void(const protocol::File&)>& send);

// Whether some file in the folder is at least this long: one that ran into its limit is exactly that. Looks at
// a bounded number of files.
bool holds_file_of(int folder, std::uint64_t size);

// Whether the file system that the folder is on takes no more bytes, or no more files.
bool is_full(int folder);

}  // namespace cordon::agent
