// What a compiler said, on its way to the host: at most `most` problems, and the first error as the
// summary, in the style "main.cpp:4: expected ';'". Lives for one call of diagnostics().
#pragma once

#include "plugins/support/text.hpp"

#include <cordon/plugin.hpp>

namespace cordon::plugins {

// The host maps this code to the verdict memory_limit when the step failed: the runtime itself gave
// up at the limit it was given, and the kernel saw nothing.
inline constexpr std::string_view memory_limit_code = "cordon.memory_limit";

struct Problem {
  cordon_severity severity = CORDON_ERROR;
  std::string_view path = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string_view code = {};
  std::string_view message = {};
};

class Problems {
 public:
  explicit Problems(Report& report) noexcept : report_{report} {}

  void add(const Problem& problem) {
    const std::string path = readable(submitted(problem.path), 200);
    const std::string message = readable(problem.message);
    if (problem.severity == CORDON_ERROR && errors_++ == 0) report_.summary(place(path, problem.line) + message);
    if (++count_ <= most)
      report_.add({.severity = problem.severity,
                   .line = problem.line,
                   .column = problem.column,
                   .path = text(path),
                   .code = text(problem.code),
                   .message = text(message)});
  }

  bool any_error() const { return errors_ > 0; }

 private:
  static constexpr std::size_t most = 100;
  static std::string place(const std::string& path, std::uint32_t line) {
    if (path.empty()) return {};
    return line == 0 ? path + ": " : path + ":" + std::to_string(line) + ": ";
  }

  Report& report_;
  std::size_t errors_ = 0;
  std::size_t count_ = 0;
};

inline void out_of_memory(Report& report, std::string_view message) {
  report.add({.severity = CORDON_ERROR,
              .line = 0,
              .column = 0,
              .path = text(""),
              .code = text(memory_limit_code),
              .message = text(message)});
}

}  // namespace cordon::plugins
