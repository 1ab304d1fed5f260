// The operator's manifests, where the server can read them.
//
// The server has a user of its own, which may not be able to reach the folder that the operator named
// (a checkout below /root). The cage copies the files, unread, with owner and mode as they are: whether
// they may be trusted is for the server to say.
#pragma once

#include "base/unique_fd.hpp"

#include <string>

namespace cordon::cage {

class Stage {
 public:
  // Opens both folders and watches `source`; the copy is made by the first copy(). Throws std::system_error.
  Stage(const std::string& source, const std::string& target);

  // Makes `target` what `source` is. What cannot be used is said on standard error and left out; where there
  // was no room for it, the copy from before stays and incomplete() asks for another try.
  void copy();
  [[nodiscard]] bool incomplete() const { return failed_; }

  // Readable when something in `source` has changed (inotify(7)).
  [[nodiscard]] int changes() const { return watch_.get(); }
  void forget_changes();

 private:
  UniqueFd source_, target_, watch_;
  bool failed_ = false;
};

}  // namespace cordon::cage
