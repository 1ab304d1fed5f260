// Rust: errors and panics, each in two lines: what, then where; or where, then what.
#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

namespace {

using namespace cordon::plugins;

class Rust {
 public:
  explicit Rust(cordon::Config) {}

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "compile")
      compiler(lines_of(output), report);
    else
      program(lines_of(output), report);
  }

 private:
  using Lines = std::vector<std::string_view>;

  // error[E0425]: cannot find value `x` in this scope
  //  --> main.rs:2:13
  void compiler(const Lines& lines, cordon::Report& report) const {
    Problems problems{report};
    std::string_view severity, code, message, path, line, column;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!problem_.is(lines[i], severity, code, message)) continue;
      Problem problem{
          .severity = severity == "error" ? CORDON_ERROR : CORDON_WARNING, .code = code, .message = message};
      // The message may have several lines; the place comes before the next problem.
      for (std::size_t j = i + 1; j < lines.size() && j <= i + 10; ++j) {
        if (lines[j].empty()) break;
        if (!place_.is(lines[j], path, line, column)) continue;
        problem.path = path;
        problem.line = number_in(line);
        problem.column = number_in(column);
        break;
      }
      if (problem.line != 0 || !total_.in(problem.message)) problems.add(problem);
    }
  }

  // thread 'main' panicked at main.rs:3:5:
  // boom
  void program(const Lines& lines, cordon::Report& report) const {
    std::string_view thread, path, line, column;
    for (std::size_t i = lines.size(); i-- > 0;) {
      if (panic_.is(lines[i], path, line, column)) {
        const std::string message = i + 1 < lines.size() ? readable(lines[i + 1]) : "";
        const std::string file = readable(submitted(path), 200);
        report.summary("panicked at " + file + ":" + std::string{line} + ":" + std::string{column} +
                       (message.empty() ? "" : ": " + message));
        return report.add({.severity = CORDON_ERROR,
                           .line = number_in(line),
                           .column = number_in(column),
                           .path = cordon::text(file),
                           .code = cordon::text("panic"),
                           .message = cordon::text(message)});
      }
      if (exhausted_.is(lines[i])) return out_of_memory(report, readable(lines[i]));
      if (stack_.is(lines[i], thread))
        return report.summary("thread " + readable(thread) + " has overflowed its stack");
    }
    // What main() returned.
    if (!lines.empty() && lines.back().starts_with("Error: ")) report.summary(readable(lines.back()));
  }

  const Pattern problem_{R"((error|warning)(?:\[(\w+)\])?: (.*))"};
  const Pattern place_{R"( *--> (.*):(\d+):(\d+))"};
  const Pattern total_{R"(^(?:aborting due to |\d+ warnings? emitted|`.*` \(bin\) generated))"};
  const Pattern panic_{R"(thread '.*' (?:\(\d+\) )?panicked at (.*):(\d+):(\d+):)"};
  const Pattern stack_{R"(thread ('.*') (?:\(\d+\) )?has overflowed its stack)"};
  const Pattern exhausted_{R"(memory allocation of \d+ bytes failed)"};
};

}  // namespace

CORDON_PLUGIN(Rust, "rust", "1.0.0");
