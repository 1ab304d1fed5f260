// Python: the last line of the last traceback says what went wrong; a syntax error without any
// traceback means that the main file was never run.
#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

namespace {

using namespace cordon::plugins;

class Python {
 public:
  explicit Python(cordon::Config) {}

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step != "run") return;
    const std::vector<std::string_view> lines = lines_of(output);
    if (const auto start = last_traceback(lines); start < lines.size())
      uncaught(lines, start, report);
    else
      refused(lines, report);
  }

 private:
  using Lines = std::vector<std::string_view>;

  static std::size_t last_traceback(const Lines& lines) {
    std::size_t i = lines.size();
    while (i-- > 0)
      if (lines[i] == "Traceback (most recent call last):" ||
          lines[i] == "  + Exception Group Traceback (most recent call last):")
        return i;
    return lines.size();
  }

  // An exception that nobody caught: frames are indented, the exception itself is not. In the
  // traceback of a group everything stands behind "  | ".
  void uncaught(const Lines& lines, std::size_t start, cordon::Report& report) const {
    const std::string_view margin = lines[start].starts_with(' ') ? "  | " : "";
    Frame place;
    for (std::size_t i = start + 1; i < lines.size(); ++i) {
      if (!lines[i].starts_with(margin)) continue;
      const std::string_view line = lines[i].substr(margin.size());
      if (Frame frame; parse_frame(line, frame)) {
        if (is_submitted(frame.path) || frame.path == "<string>") place = frame;
      } else if (!line.empty() && line.front() != ' ') {
        return say(line, place, report, false);
      }
    }
  }

  // Python said where the syntax error is without having run a line.
  void refused(const Lines& lines, cordon::Report& report) const {
    Frame place;
    for (const std::string_view line : lines) {
      if (Frame frame; parse_frame(line, frame)) {
        place = frame;
      } else if (std::string_view kind; refusal_.in(line, kind)) {
        say(line, place, report, true);
        report.nothing_ran();
        return;
      } else if (too_complex_.in(line)) {
        report.summary(readable(line));
        report.nothing_ran();
        return;
      }
    }
  }

  struct Frame {
    std::string_view path;
    std::uint32_t line = 0;
  };

  bool parse_frame(std::string_view line, Frame& frame) const {
    std::string_view path, number;
    if (!frame_.is(line, path, number)) return false;
    frame = {path, number_in(number)};
    return true;
  }

  void say(std::string_view exception, Frame place, cordon::Report& report, bool in_main) const {
    const std::size_t colon = exception.find(':');
    const std::string kind = readable(exception.substr(0, colon), 100);
    const std::string message = colon == exception.npos ? "" : readable(exception.substr(colon + 1));
    const std::string path = readable(submitted(place.path), 200);
    std::string summary = message.empty() ? kind : kind + ": " + message;
    if (place.line != 0 && (kind == "SyntaxError" || kind == "IndentationError" || kind == "TabError"))
      summary += " (" + (in_main ? "" : path + ", ") + "line " + std::to_string(place.line) + ")";
    report.summary(summary);
    report.add({.severity = CORDON_ERROR,
                .line = place.line,
                .column = 0,
                .path = cordon::text(path),
                .code = cordon::text(kind == "MemoryError" ? memory_limit_code : std::string_view{kind}),
                .message = cordon::text(message)});
  }

  // Latin-1: every byte is a character, so that text which is not UTF-8 is read as well.
  const Pattern frame_{R"re( *File "(.*)", line (\d+)(?:, in .*)?)re"};
  const Pattern too_complex_{
      "^(?:MemoryError: Parser stack overflowed|RecursionError: maximum recursion depth exceeded during compilation)"};
  const Pattern refusal_{R"(^(SyntaxError|IndentationError|TabError)(?::|$))"};
};

}  // namespace

CORDON_PLUGIN(Python, "python", "1.0.0");
