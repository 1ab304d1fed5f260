// What has to be shown before the server takes requests: that this host gives what the security level asks
// for, and that sandboxes hold what the cage promises. Owned by server.cpp; event-loop thread.
#pragma once

#include "base/task.hpp"
#include "host/isolation/minimum.hpp"
#include "host/isolation/self_test.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace cordon {

class Proof {
 public:
  struct Sources {
    sandbox::Backend& backend;
    const isolation::Facts& facts;                          // of the back end and of the server itself
    std::function<std::optional<std::string>()> any_image;  // a digest
    std::filesystem::path own_folder;                       // the server may write to it
  };
  explicit Proof(Sources sources) : sources_{std::move(sources)} {}

  // What is missing for the level is in the log, fact by fact.
  [[nodiscard]] bool reaches(execution::SecurityLevel level) const;

  // Runs the self-test, unless it was run before or there is no image to run it on. False if it failed, and
  // the log says what does not hold.
  Task<bool> obtain();

  [[nodiscard]] const isolation::SelfTest& self_test() const { return self_test_; }

 private:
  Sources sources_;
  isolation::SelfTest self_test_;
  bool said_that_it_waits_ = false;
};

}  // namespace cordon
