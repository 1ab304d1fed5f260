// Starting the server without privileges.
#pragma once

#include "base/unique_fd.hpp"

#include <string>
#include <vector>

namespace cordon::cage {

struct Launch {
  const std::vector<std::string>& command;  // argv; the first is a path
  int channel;                              // becomes descriptor 3
  int mount_namespace;                      // the host's
  unsigned id;                              // user and group to become
  bool keep_user;                           // rootless: there is no other
};

// Returns the server's pidfd. Throws std::system_error; a program that cannot be executed exits with 126.
UniqueFd launch(const Launch& launch);

// The file's content in memory, sealed: what it is executed from is no file that anybody could change,
// and shares no page of the page cache with one (CVE-2019-5736).
UniqueFd sealed_copy(const std::string& path);

}  // namespace cordon::cage
