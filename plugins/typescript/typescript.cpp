// TypeScript: each file becomes JavaScript of the module kind it is written as; node finds out which.
// A submission that mixes both kinds (import and require) is made CommonJS, where both work.
#include "plugins/support/node_errors.hpp"
#include "plugins/typescript/syntax.hpp"

namespace {

using namespace cordon::plugins;

class TypeScript {
 public:
  explicit TypeScript(cordon::Config) {}

  void prepare(cordon::Submission& submission) const {
    bool is_module = false, uses_commonjs = false, needs_module = false;
    for (std::size_t i = 0; i < submission.size(); ++i) {
      if (i != 0 && submission.path(i).find(".ts") == std::string_view::npos) continue;
      if (submission.path(i).find('=') != std::string_view::npos)  // to esbuild, what is before it names the output
        return submission.refuse(i, "typescript.file-name", "names of TypeScript files may not contain =");
      const typescript::Syntax syntax = typescript::syntax_of(submission.content(i));
      is_module = is_module || syntax.is_module;
      uses_commonjs = uses_commonjs || syntax.uses_commonjs;
      needs_module = needs_module || syntax.awaits_on_top || syntax.uses_import_meta;
    }
    if (is_module && uses_commonjs && !needs_module) submission.set("format", "--format=cjs");
  }

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (step == "run") return errors_.parse(output, report);
    // ✘ [ERROR] Expected ";" but found "x"
    //
    //     main.ts:3:8:
    // and of the type checker: main.ts(3,8): error TS2322: Type 'string' is not assignable to type 'number'.
    Problems problems{report};
    const std::vector<std::string_view> lines = lines_of(output);
    std::string_view severity, message, path, line, column, code;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (type_problem_.is(lines[i], path, line, column, code, message)) {
        problems.add(
            {.path = path, .line = number_in(line), .column = number_in(column), .code = code, .message = message});
        continue;
      }
      if (type_checker_.is(lines[i], code, message)) {
        problems.add({.code = code, .message = message});
        continue;
      }
      if (!problem_.is(lines[i], severity, message)) continue;
      Problem problem{.severity = severity == "ERROR" ? CORDON_ERROR : CORDON_WARNING, .message = message};
      if (i + 2 < lines.size() && place_.is(lines[i + 2], path, line, column)) {
        problem.path = path;
        problem.line = number_in(line);
        problem.column = number_in(column) + 1;  // it counts from 0
      }
      problems.add(problem);
    }
  }

 private:
  const NodeErrors errors_;
  const Pattern problem_{R"(\S+ \[(ERROR|WARNING)\] (.*))"};
  const Pattern type_problem_{R"((\S.*)\((\d+),(\d+)\): error (TS\d+): (.*))"};
  const Pattern type_checker_{R"(error (TS\d+): (.*))"};
  const Pattern place_{R"(    (.+):(\d+):(\d+):)"};
};

}  // namespace

CORDON_PLUGIN(TypeScript, "typescript", "1.0.0");
