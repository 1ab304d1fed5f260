// What node prints when nobody caught an error, for JavaScript and TypeScript alike:
//
//   /box/main.js:3          place
//   let x = ;               source line
//           ^               marks
//
//   SyntaxError: …          the error, and its frames; or, right under the marks, a thrown value
//       at …
//
// The last such block counts, because what comes before was printed by the program itself.
#pragma once

#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

namespace cordon::plugins {

class NodeErrors {
 public:
  void parse(std::string_view output, Report& report) const {
    const std::vector<std::string_view> lines = lines_of(output);
    if (output.find("JavaScript heap out of memory") != output.npos && exhausted_.in(output))
      return out_of_memory(report, "JavaScript heap out of memory");
    std::size_t marks = lines.size();
    while (marks > 0 && !is_marks(lines, marks - 1)) --marks;
    if (marks == 0) return;
    const bool blank_below = marks < lines.size() && lines[marks].empty();
    std::size_t head = marks;
    while (head < lines.size() && lines[head].empty()) ++head;
    if (head == lines.size()) return;
    const bool frame_below = head + 1 < lines.size() && lines[head + 1].starts_with("    at ");
    if (blank_below || frame_below)
      uncaught_error(lines, marks - 3, head, report);
    else
      report.summary("Uncaught " + quoted(readable(lines[head])));
  }

 private:
  using Lines = std::vector<std::string_view>;

  struct Place {
    std::string_view path;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };

  bool is_marks(const Lines& lines, std::size_t i) const {
    return i >= 2 && marks_.is(lines[i]) && place_.is(lines[i - 2]);
  }

  void uncaught_error(const Lines& lines, std::size_t first, std::size_t head, Report& report) const {
    std::string_view path, number, column;
    place_.is(lines[first], path, number);
    Place place{path, number_in(number)};
    bool ran = false;
    for (std::size_t i = head + 1; i < lines.size() && !ran; ++i) {
      if (!frame_.is(lines[i], path, number, column)) continue;
      if (!is_submitted(path)) continue;
      place = {path, number_in(number), number_in(column)};
      ran = true;
    }
    const bool refused = !ran && lines[head].starts_with("SyntaxError");
    std::string summary = readable(lines[head]);
    if (std::string_view reason; rejection_.is(lines[head], reason))
      summary = "Uncaught (in promise) " + readable(reason);
    if (refused && place.line != 0) summary += " (line " + std::to_string(place.line) + ")";
    report.summary(summary);
    if (refused) report.nothing_ran();
    // Memory outside of the heap of JavaScript: of buffers, and of WebAssembly.
    if (exhausted_elsewhere_.is(lines[head])) out_of_memory(report, summary);
    add(lines[head], is_submitted(place.path) ? place : Place{}, report);
  }

  static void add(std::string_view head, Place place, Report& report) {
    const std::size_t colon = head.find(": ");
    const std::string code = colon == head.npos ? "" : readable(head.substr(0, head.find_first_of(" :")), 100);
    const std::string message = readable(colon == head.npos ? head : head.substr(colon + 2));
    const std::string path = readable(submitted(place.path), 200);
    report.add({.severity = CORDON_ERROR,
                .line = place.line,
                .column = place.column,
                .path = text(path),
                .code = text(code),
                .message = text(message)});
  }

  // A thrown value as the console would write it; a string is printed without its quotes.
  std::string quoted(const std::string& value) const { return not_text_.is(value) ? value : "'" + value + "'"; }

  const Pattern place_{R"((.+):(\d+))"};
  const Pattern marks_{R"(\s*\^+\s*)"};
  const Pattern frame_{R"( +at (?:.*\()?(.+?):(\d+):(\d+)\)?)"};
  const Pattern rejection_{R"re(.*UnhandledPromiseRejection.* rejected with the reason "(.*)"\..*)re"};
  const Pattern not_text_{
      R"((?:-?[\d.]+(?:e[+-]?\d+)?n?|null|undefined|true|false|NaN|-?Infinity|Symbol\(.*|[\[{<(].*|[A-Z]\w* [\[{].*))"};
  const Pattern exhausted_elsewhere_{
      R"re(RangeError: (?:Array buffer allocation failed|WebAssembly\.\w+\(\): .*[Oo]ut of memory.*|WebAssembly\.\w+\(\): could not allocate memory))re"};
  const Pattern exhausted_{R"((?m)^FATAL ERROR: .*JavaScript heap out of memory$)"};
};

}  // namespace cordon::plugins
