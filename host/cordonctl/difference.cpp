#include "host/cordonctl/difference.hpp"

namespace cordon::cordonctl {
namespace {

constexpr std::size_t longest_line = 200;

// A line with its end, or what is left; `text` loses it.
std::string_view take_line(std::string_view& text) {
  const std::size_t newline = text.find('\n');
  const std::string_view line = text.substr(0, newline == std::string_view::npos ? newline : newline + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string shown(std::string_view line, bool with_end) {
  if (line.empty()) return "(the text ends here)";
  const bool ended = line.back() == '\n';
  if (ended) line.remove_suffix(1);
  std::string text;
  for (const char c : line.substr(0, longest_line))
    if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte == 0x7f) {
      static constexpr char digits[] = "0123456789abcdef";
      text += std::string{"\\x"} + digits[byte >> 4] + digits[byte & 15];
    } else {
      text += c;
    }
  if (line.size() > longest_line) text += " …";
  if (with_end && !ended) text += " (no newline at the end)";
  return text;
}

}  // namespace

std::vector<std::string> difference(std::string_view expected, std::string_view actual) {
  for (int number = 1; !expected.empty() || !actual.empty(); ++number) {
    const std::string_view wanted = take_line(expected), got = take_line(actual);
    if (wanted == got) continue;
    return {"line " + std::to_string(number), "- " + shown(wanted, true), "+ " + shown(got, true)};
  }
  return {};
}

std::vector<std::string> judge(const languages::Sample& sample, const nlohmann::json& answer) {
  std::vector<std::string> findings;
  const std::string error = answer["error"].is_string() ? answer["error"].get<std::string>() : "";
  const bool wrong_error = sample.error.empty() ? !answer.value("success", false) : !error.starts_with(sample.error);
  if (wrong_error) {
    findings.emplace_back("error");
    findings.push_back("- " + (sample.error.empty() ? "(none)" : shown(sample.error, false)));
    findings.push_back("+ " + (error.empty() ? "(none)" : shown(error, false)));
  }
  std::vector<std::string> output = difference(sample.stdout_text, answer.value("stdout", ""));
  if (!output.empty()) output.front() = "standard output, " + output.front();
  findings.insert(findings.end(), output.begin(), output.end());
  if (const std::string err = answer.value("stderr", ""); wrong_error && !err.empty()) {
    const std::size_t last = err.find_last_not_of('\n');
    const std::size_t begin = last == std::string::npos ? last : err.rfind('\n', last);
    findings.push_back("standard error ends: " + shown(std::string_view{err}.substr(begin + 1), false));
  }
  return findings;
}

}  // namespace cordon::cordonctl
