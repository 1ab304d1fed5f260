// The rules of a language, ready to look at sources. Sources are hostile: this runs in the language
// worker, where it is bounded in memory and a crash costs one request. One thread.
#pragma once

#include "base/result.hpp"
#include "host/languages/rules/profile.hpp"

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

namespace cordon::languages::rules {

struct Source {
  std::string_view path;  // "" where it has no name: then it is the main file
  std::string_view content;
};

// `file` is the index of the source. Places are those of the text that was submitted.
struct Remark {
  std::string rule, message;
  std::uint32_t file = 0, line = 0, column = 0;
  bool operator==(const Remark&) const = default;
};

class Checker {
 public:
  struct Options {
    std::chrono::microseconds time{200'000};  // CPU time of one check
    std::size_t most_remarks = 64;
  };

  // Errc::bad_configuration where a query or a pattern is none.
  static Result<Checker> make(Rules rules, Options options);
  static Result<Checker> make(Rules rules) { return make(std::move(rules), Options{}); }
  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;
  ~Checker();

  // The first source is the main file, and a source of the language whatever it is called. Nothing found,
  // or no such profile: nothing to say.
  [[nodiscard]] std::vector<Remark> check(std::string_view profile, const std::vector<Source>& sources) const;

 private:
  struct State;
  explicit Checker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// All of the above at once: what `rules` says about these sources in this profile.
Result<std::vector<Remark>> check(const Rules& rules, std::string_view profile, const std::vector<Source>& sources);

// Whether the profile cannot have anything against these sources, judged by their size alone: most
// programs in a mild profile need no parser.
bool is_plainly_fine(const Profile& profile, const std::vector<Source>& sources);

}  // namespace cordon::languages::rules
