// The cage's own mount namespace: a few mounts on a tmpfs, from which every sandbox starts.
//
// A new mount namespace copies the mounts of its parent, so a small table makes sandboxes cheap; and
// a sandbox finds the root of its image, read-only and with its devices, already mounted: it has only
// to step into it. docs/sandbox.md
#pragma once

#include "base/unique_fd.hpp"

#include <map>
#include <string>

namespace cordon::cage {

class Roots {
 public:
  // Leaves the mount namespace of the host for good; `host_namespace()` is the way back for what has
  // to see the host's files. `store`: the folder of the images. `mount_point`: any folder. `own_devices`:
  // device nodes can be made (not in a user namespace). Throws std::system_error.
  Roots(const std::string& store, const std::string& mount_point, bool own_devices);

  [[nodiscard]] const UniqueFd& host_namespace() const { return host_namespace_; }

  // Where the image's root is mounted, in this namespace and in every copy of it. Throws.
  const std::string& root_of(const std::string& digest);
  // Whether a sandbox is kept from seeing, in its mountinfo, where on the host its image lies.
  [[nodiscard]] bool hides_store() const { return overlay_; }
  [[nodiscard]] bool is_mounted(const std::string& digest) const { return mounted_.contains(digest); }

 private:
  UniqueFd host_namespace_;
  bool overlay_ = false;
  std::map<std::string, std::string> mounted_;  // by digest
};

}  // namespace cordon::cage
