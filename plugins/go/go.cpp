// Go: a module around the files where the client sent none, compiler errors, and panics.
#include "plugins/support/pattern.hpp"
#include "plugins/support/problems.hpp"

#include <set>

namespace {

using namespace cordon::plugins;

class Go {
 public:
  explicit Go(cordon::Config) {}

  void prepare(cordon::Submission& submission) const {
    if (submission.size() == 0) return;
    bool has_module = false;
    bool is_plain = true;  // one package of files that the compiler alone can build
    std::size_t lines = 0;
    std::set<std::string_view> folders;
    for (std::size_t i = 0; i < submission.size(); ++i) {
      const std::string_view path = submission.path(i);
      has_module = has_module || path == "go.mod";
      if (i != 0 && !path.ends_with(".go")) continue;
      // A name may say for which system or that it is a test; a comment may say what to build or embed.
      lines = std::max(lines, lines_to_declaration(submission.content(i)));
      is_plain = is_plain && path.find_first_of("/_") == path.npos && !directive_.in(submission.content(i));
      if (const std::size_t slash = path.rfind('/'); slash != path.npos) folders.insert(path.substr(0, slash));
    }
    if (is_plain && !has_module) {
      submission.set("lines", std::to_string(lines));
      return submission.set("build", "files");
    }
    if (const std::size_t slash = submission.path(0).rfind('/'); slash != std::string_view::npos)
      submission.set("package", "./" + std::string{submission.path(0).substr(0, slash)});
    if (!has_module) submission.add("go.mod", "module " + module_of(submission, folders) + "\n\ngo 1.24\n");
  }

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "compile")
      compiler(output, report);
    else
      program(output, report);
  }

 private:
  // What the go command reads of a file before it asks the compiler: up to the first declaration.
  std::size_t lines_to_declaration(std::string_view content) const {
    std::string_view before;
    if (!declaration_.in(content, before)) before = content;
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

  // The files import each other by the module's name: an import that ends in one of the folders
  // gives it away.
  std::string module_of(const cordon::Submission& submission, const std::set<std::string_view>& folders) const {
    for (std::size_t i = 0; i < submission.size() && !folders.empty(); ++i) {
      std::string_view rest = submission.content(i), name;
      while (import_.next(rest, name))
        for (const std::string_view folder : folders)
          if (name.size() > folder.size() + 1 && name.ends_with(folder) && name[name.size() - folder.size() - 1] == '/')
            return std::string{name.substr(0, name.size() - folder.size() - 1)};
    }
    return "main";
  }

  void compiler(std::string_view output, cordon::Report& report) const {
    Problems problems{report};
    std::string_view path, line, column, message;
    for (const std::string_view text : lines_of(output))
      if (place_.is(text, path, line, column, message))
        problems.add({.path = path, .line = number_in(line), .column = number_in(column), .message = message});
      else if (tool_.is(text, message) || link_.is(text, message) || linker_.is(text, message))
        problems.add({.message = message});
  }

  // The first line of the trace that ends the output: "panic: boom", then the goroutines.
  void program(std::string_view output, cordon::Report& report) const {
    const std::vector<std::string_view> lines = lines_of(output);
    if (std::any_of(lines.begin(), lines.end(), [](auto l) {
          return l == "fatal error: runtime: out of memory" || l == "fatal error: runtime: cannot allocate memory";
        }))
      return out_of_memory(report, "out of memory");
    std::size_t head = lines.size();
    while (head > 0 && !death_.in(lines[head - 1])) --head;
    if (head == 0) return;
    // A panic during a panic is indented; the first one is the cause.
    while (head > 1 && lines[head - 1].starts_with('\t')) --head;
    report.summary(readable(lines[head - 1]));
    std::string_view path, line;
    for (std::size_t i = head; i < lines.size(); ++i)
      if (frame_.is(lines[i], path, line))
        return report.add({.severity = CORDON_ERROR,
                           .line = number_in(line),
                           .column = 0,
                           .path = cordon::text(submitted(path)),
                           .code = cordon::text("panic"),
                           .message = cordon::text(readable(lines[head - 1]))});
  }

  const Pattern directive_{
      R"((?m)^\s*//\s*(?:go:|\+build)|\bimport\s+"C"|^package\s+(?:[^m]|m[^a]|ma[^i]|mai[^n]|main\w))"};
  const Pattern declaration_{R"((?s)\A((?:.*?\n)?)(?:func|type|var|const)\b)"};
  const Pattern import_{R"re((?m)^\s*(?:import\s*\(?\s*)?(?:[\w.]+\s+)?"([^"\n]+)")re"};
  const Pattern place_{R"(([^\s:][^:]*\.(?:go|mod)):(\d+):(?:(\d+):)? (.*))"};
  const Pattern linker_{R"(\S+: (relocation target .*))"};
  const Pattern tool_{R"(go: ([^w].*|w[^a].*))"};
  const Pattern link_{R"((?:runtime\.main_main·f|link): (.*))"};
  const Pattern death_{R"(^\t?(?:panic: |fatal error: ))"};
  const Pattern frame_{R"(\t(/box/.*\.go):(\d+)(?: \+0x[0-9a-f]+)?)"};
};

}  // namespace

CORDON_PLUGIN(Go, "go", "1.0.0");
