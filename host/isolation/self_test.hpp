// The self-test: before the server takes a request it makes real sandboxes and has cordon-probe look at
// them from inside. What the cage says is in force is a promise; this is the proof. Once a start, on any
// image, in some tens of milliseconds; single event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "base/task.hpp"
#include "host/isolation/minimum.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::isolation {

struct SelfTest {
  enum class Outcome { not_run, passed, failed };
  Outcome outcome = Outcome::not_run;
  std::string why;  // it was not run, or could not be brought to its end
  struct Failure {
    std::string check, found;
  };
  std::vector<std::string> passed;  // names of checks, "compile: " before those of a compile's sandbox
  std::vector<Failure> failed;
  milliseconds took{};
};

// `image`: the digest of any image that is there. `own_folder`: the server may write to it.
Task<SelfTest> test_sandboxes(sandbox::Backend& backend, std::string image, std::filesystem::path own_folder);

// "ok NAME" and "bad NAME: what" as the probe prints them; every check that should be there and is not has
// failed too. For the tests: reads no more than the text.
void read_report(std::string_view text, std::string_view prefix, SelfTest& result);

// The names that a whole report has.
const std::vector<std::string_view>& probe_checks();

// One sentence for each failure.
std::vector<std::string> failures(const SelfTest& result);

}  // namespace cordon::isolation
