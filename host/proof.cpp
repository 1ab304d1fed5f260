#include "host/proof.hpp"

#include "base/log.hpp"

namespace cordon {
namespace {

constexpr const char* weakened = "this cage was made for tests and leaves out {}: never run it where it matters";

}  // namespace

bool Proof::reaches(execution::SecurityLevel level) const {
  if (const std::string parts = isolation::weakened_for_tests(sources_.facts); !parts.empty()) {
    log::warn(weakened, parts);
    return true;
  }
  const auto refusals = isolation::refusals(level, sources_.facts);
  for (const std::string& sentence : refusals) log::critical("the server cannot start: {}", sentence);
  return refusals.empty();
}

Task<bool> Proof::obtain() {
  using Outcome = isolation::SelfTest::Outcome;
  if (self_test_.outcome == Outcome::passed) co_return true;
  const auto image = sources_.any_image();
  if (!image) {
    self_test_.why = "there is no image to make a sandbox of; it is run as soon as there is one";
    if (!std::exchange(said_that_it_waits_, true))
      log::warn("the self-test was not run: {}. Build them with: cordonctl images build", self_test_.why);
    co_return true;
  }
  self_test_ = co_await isolation::test_sandboxes(sources_.backend, *image, sources_.own_folder);
  if (self_test_.outcome == Outcome::passed) {
    log::info("the self-test holds: {} checks from inside two sandboxes, {} ms", self_test_.passed.size(),
              self_test_.took.count());
    co_return true;
  }
  const bool to_be_expected = !isolation::weakened_for_tests(sources_.facts).empty();
  for (const std::string& sentence : isolation::failures(self_test_))
    log::log(to_be_expected ? log::level::warn : log::level::critical, "{}", sentence);
  co_return to_be_expected;
}

}  // namespace cordon
