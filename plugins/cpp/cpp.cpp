// C++: which header may come precompiled, and what g++, clang++, the linker and a dying program say.
#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

#include <optional>

namespace {

using namespace cordon::plugins;

class Cpp {
 public:
  explicit Cpp(cordon::Config) {}

  // A header can be taken precompiled only before the compiler has seen anything but comments.
  void prepare(cordon::Submission& submission) const {
    if (submission.size() == 0) return;
    std::string_view before, header;
    const std::string_view path = submission.path(0);
    if (!first_include_.in(submission.content(0), before, header)) return;
    submission.set("header", header);
    bool alone = path.empty() || is_source(path);
    for (std::size_t i = 1; i < submission.size(); ++i) alone = alone && !is_source(submission.path(i));
    if (!alone) return;
    submission.set("alone", "yes");
    if ((path.empty() || path == "main.cpp") && before.find('\n') == before.npos) submission.set("place", "first");
  }

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "compile")
      compiler(output, report);
    else
      program(output, report);
  }

 private:
  static bool is_source(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".cc") || path.ends_with(".cxx");
  }

  void compiler(std::string_view output, cordon::Report& report) const {
    Problems problems{report};
    Place origin;  // the submitted line that made the compiler read a template of the library
    std::string_view path, line, column, severity, message, symbol;
    const std::vector<std::string_view> lines = lines_of(output);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view text = lines[i];
      if (place_.is(text, path, line, column, severity, message)) {
        Place place{path, number_in(line), number_in(column)};
        if (path.starts_with("/usr/") && origin.line != 0)
          place = origin;
        else if (path.starts_with("/usr/") && severity != "note")
          place = request_after(lines, i + 1).value_or(place);
        compiler_problem(place, severity, message, problems);
      } else if (required_.is(text, path, line, column)) {
        origin = {path, number_in(line), number_in(column)};
      } else if (duplicate_.is(text, symbol)) {
        const std::string duplicate = "duplicate symbol: " + std::string{symbol};
        problems.add({.message = duplicate});
      } else if (undefined_.is(text, message)) {
        problems.add({.message = message});
      } else if (assembler_.is(text, path, line, message)) {
        // Of what the compiler wrote, where it does not know of which line.
        const bool is_known = path.front() != '{';
        problems.add(
            {.path = is_known ? path : std::string_view{}, .line = is_known ? number_in(line) : 0, .message = message});
      } else if (file_size_.in(text)) {
        problems.add({.message = "compilation made a file that is too large"});
      } else if (killed_.in(text)) {
        out_of_memory(report, "the compiler ran out of memory");
      }
    }
  }

  struct Place {
    std::string_view path;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };

  // The submitted line that made clang read a template of the library: a note of the problem before line `i` says so.
  std::optional<Place> request_after(const std::vector<std::string_view>& lines, std::size_t i) const {
    std::string_view path, line, column, severity, message;
    for (; i < lines.size(); ++i) {
      if (!place_.is(lines[i], path, line, column, severity, message)) continue;
      if (severity != "note") break;
      if (!path.starts_with("/usr/") && message.ends_with(" requested here"))
        return Place{path, number_in(line), number_in(column)};
    }
    return std::nullopt;
  }

  // "ignoring return value [-Wunused-result]": the option is the code.
  void compiler_problem(Place place, std::string_view severity, std::string_view message, Problems& problems) const {
    std::string_view said, option;
    Problem problem{.path = place.path, .line = place.line, .column = place.column, .message = message};
    if (option_.is(message, said, option)) {
      problem.message = said;
      problem.code = option;
    }
    if (severity == "note") problem.severity = CORDON_NOTE;
    if (severity == "warning") problem.severity = CORDON_WARNING;
    problems.add(problem);
  }

  // The last complaint of the runtime library: it comes right before abort().
  void program(std::string_view output, cordon::Report& report) const {
    std::string_view type, what, path, line, expression;
    std::string summary;
    for (const std::string_view text : lines_of(output)) {
      if (thrown_.is(text, type))
        summary = readable(text);
      else if (!type.empty() && what_.is(text, what))
        summary = readable(type) + (what == type ? "" : ": " + readable(what));
      else if (assertion_.is(text, path, line, expression))
        summary = "Assertion `" + readable(expression) + "' failed (" + readable(submitted(path), 200) + ":" +
                  std::string{line} + ")";
      else if (library_.in(text))
        summary = readable(text);
    }
    if (!summary.empty()) report.summary(summary);
    if (summary == "std::bad_alloc") out_of_memory(report, summary);
  }

  // Spaces and comments, none with a backslash, which may join lines, then the directive alone in its line.
  const Pattern first_include_{
      R"(\A((?:\s|//[^\n\\]*\n|/\*(?:[^*\\]|\*+[^*/\\])*\*+/)*))"
      R"(#[ \t]*include[ \t]*<([a-z0-9_+]+(?:/[a-z0-9_+]+)*(?:\.h)?)>[ \t\r]*(?://[^\n\\]*)?(?:\n|\z))"};
  const Pattern place_{R"(([^\s:][^:]*):(\d+):(?:(\d+):)? (?:fatal )?(error|warning|note): (.*))"};
  const Pattern option_{R"((.*) \[(-W[^\]]*)\])"};
  const Pattern required_{R"(([^\s:/][^:]*):(\d+):(\d+):   +required from here)"};
  const Pattern assembler_{R"(([^\s:][^:]*):(\d+): (?:Fatal error|Error): (.*))"};
  const Pattern file_size_{
      "^g\\+\\+: internal compiler error: File size limit exceeded|^LLVM ERROR: IO failure on output stream: File too "
      "large"};
  const Pattern undefined_{R"(mold: error: (undefined symbol: .*))"};
  const Pattern duplicate_{R"(mold: error: duplicate symbol: (?:\S+: )*(.*))"};
  const Pattern killed_{
      R"(fatal error: Killed signal terminated program|virtual memory exhausted|out of memory allocating|^LLVM ERROR: out of memory)"};
  const Pattern thrown_{R"(terminate called after throwing an instance of '(.*)')"};
  const Pattern what_{R"(  what\(\):  (.*))"};
  const Pattern assertion_{R"((?:\./)?main: ([^:]+):(\d+): .*: Assertion `(.*)' failed\.)"};
  const Pattern library_{
      R"(^(?:terminate called (?:without an active exception|recursively)|pure virtual method called|free\(\): |malloc\(\): |malloc_consolidate\(\): |realloc\(\): |munmap_chunk\(\): |double free or corruption|corrupted |\*\*\* .* \*\*\*: terminated))"};
};

}  // namespace

CORDON_PLUGIN(Cpp, "cpp", "1.0.0");
