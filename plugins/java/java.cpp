// Java: a file is named after its public type, and the program is the class that has a main method.
#include "plugins/java/outline.hpp"
#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

namespace {

using namespace cordon::plugins;

class Java {
 public:
  explicit Java(cordon::Config) {}

  void prepare(cordon::Submission& submission) const {
    std::string entry, first;
    for (std::size_t i = 0; i < submission.size(); ++i) {
      const std::string_view path = submission.path(i);
      if (i != 0 && !path.empty() && !path.ends_with(".java")) continue;
      const java::Outline outline = java::outline_of(submission.content(i));
      const std::string name = name_for(path, outline);
      if (outline.package.size() > longest_package) {
        submission.refuse(i, "java.long-name", "the name of a package is too long for a file");
        return;
      }
      if (path != name) submission.rename(i, name);
      if (entry.empty()) entry = entry_of(outline, name);
      if (i == 0 && !outline.types.empty()) first = qualified(outline, outline.types.front().name);
    }
    if (entry.empty()) entry = first;  // java then says what it misses there
    if (!entry.empty()) submission.set("entry", entry);
  }

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "compile")
      compiler(lines_of(output), report);
    else
      program(lines_of(output), report);
  }

 private:
  // What a file system takes, with the end of a class file's name.
  static constexpr std::size_t longest_name = 254;
  static constexpr std::size_t longest_path = 1024, longest_package = 2000;

  // Keeps the folder that the client chose; "Main.java" where nothing in the file says better.
  static std::string name_for(std::string_view path, const java::Outline& outline) {
    const auto is_public = [](const java::Type& type) { return type.is_public; };
    const auto type = std::find_if(outline.types.begin(), outline.types.end(), is_public);
    if (type == outline.types.end()) return path.empty() ? "Main.java" : std::string{path};
    const std::size_t slash = path.rfind('/');
    const std::string name = std::string{slash == path.npos ? "" : path.substr(0, slash + 1)} + type->name + ".java";
    // A name that no file can have stays javac's to complain of.
    const bool possible = type->name.size() + sizeof ".java" - 1 <= longest_name && name.size() <= longest_path;
    return possible ? name : path.empty() ? "Main.java" : std::string{path};
  }

  static std::string qualified(const java::Outline& outline, const std::string& name) {
    return outline.package.empty() ? name : outline.package + "." + name;
  }

  // A file with a main method outside any class is a class itself; else a public class with main
  // comes before any other.
  static std::string entry_of(const java::Outline& outline, const std::string& path) {
    if (outline.has_main) {
      const std::string file = path.substr(path.rfind('/') + 1);
      return file.substr(0, file.rfind('.'));
    }
    for (const bool must_be_public : {true, false})
      for (const java::Type& type : outline.types)
        if (type.has_main && (type.is_public || !must_be_public)) return qualified(outline, type.name);
    return {};
  }

  // Main.java:3: error: cannot find symbol
  //     int y = x;
  //             ^
  void compiler(const std::vector<std::string_view>& lines, cordon::Report& report) const {
    Problems problems{report};
    std::string_view path, line, severity, message, before;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (place_.is(lines[i], path, line, severity, message)) {
        std::uint32_t column = 0;
        for (std::size_t j = i + 1; j < lines.size() && j < i + 8 && column == 0 && !place_.is(lines[j]); ++j)
          if (mark_.is(lines[j], before)) column = static_cast<std::uint32_t>(before.size()) + 1;
        problems.add({.severity = severity == "error" ? CORDON_ERROR : CORDON_WARNING,
                      .path = path,
                      .line = number_in(line),
                      .column = column,
                      .message = message});
      } else if (placeless_.is(lines[i], message)) {
        problems.add({.message = message});
      } else if (lines[i].starts_with("java.lang.OutOfMemoryError") ||
                 lines[i].find("system is out of resources") != lines[i].npos) {
        out_of_memory(report, "the compiler ran out of memory");
      }
    }
  }

  // Exception in thread "main" java.lang.IllegalStateException: boom
  //         at Main.main(Main.java:3)
  void program(const std::vector<std::string_view>& lines, cordon::Report& report) const {
    std::string_view exception, thread, file, line;
    std::size_t head = lines.size();
    while (head > 0 && !thrown_.is(lines[head - 1], thread, exception)) --head;
    if (head == 0) return launcher(lines, report);
    if (exception.starts_with("java.lang.OutOfMemoryError")) out_of_memory(report, readable(exception));
    const std::string summary = readable(exception);
    report.summary(summary);
    const std::size_t colon = std::min(summary.find(": "), summary.size());
    const std::string message = colon == summary.size() ? "" : summary.substr(colon + 2);
    cordon_diagnostic diagnostic{.severity = CORDON_ERROR,
                                 .code = cordon::text(std::string_view{summary}.substr(0, colon)),
                                 .message = cordon::text(message)};
    for (std::size_t i = head; i < lines.size() && diagnostic.line == 0; ++i) {
      if (lines[i].starts_with("Caused by: ")) break;
      if (!frame_.is(lines[i], file, line)) continue;
      diagnostic.path = cordon::text(file);
      diagnostic.line = number_in(line);
    }
    report.add(diagnostic);
  }

  // No main method, a class that fails to initialise, a heap that does not fit.
  void launcher(const std::vector<std::string_view>& lines, cordon::Report& report) const {
    std::string_view message;
    for (const std::string_view line : lines)
      if (launcher_.is(line, message)) return report.summary(readable(message));
  }

  const Pattern place_{R"(([^\s:][^:]*\.java):(\d+): (error|warning): (.*))"};
  const Pattern placeless_{R"(error: (.*))"};
  const Pattern mark_{R"(( *)\^\s*)"};
  const Pattern thrown_{R"re(Exception in thread "(.*?)" (\S.*))re"};
  // Frames of the platform name their module or a class of java.*; ours do not.
  const Pattern frame_{R"(\s+at (?:app//)?[^(/]*\(([^():]+\.java):(\d+)\))"};
  const Pattern launcher_{R"((?:Error: )(.*?)(?:, please define .*)?)"};
};

}  // namespace

CORDON_PLUGIN(Java, "java", "1.0.0");
