// Lua: what its manifest alone cannot say.
#include <cordon/plugin.hpp>

#include <charconv>
#include <string>

namespace {

struct Lua {
  explicit Lua(cordon::Config) {}

  void prepare(cordon::Submission& submission) const {
    for (std::size_t i = 0; i < submission.size(); ++i)
      if (submission.content(i).substr(0, 4) == "\x1bLua")
        submission.refuse(i, "lua.bytecode", "compiled chunks are not accepted, only source");
  }

  // lua5.4: main.lua:3: attempt to index a nil value (global 'x')
  void diagnostics(std::string_view, std::string_view output, cordon::Report& report) const {
    constexpr std::string_view prefix = "lua5.4: ";
    if (output.substr(0, prefix.size()) != prefix) return;
    const std::string_view line = output.substr(prefix.size(), output.find('\n') - prefix.size());
    report.summary(line);
    const std::size_t colon = line.find(':');
    const std::size_t message = line.find(": ", colon == line.npos ? colon : colon + 1);
    if (message == line.npos) return;
    cordon_diagnostic diagnostic{.severity = CORDON_ERROR, .path = cordon::text(line.substr(0, colon))};
    std::from_chars(line.data() + colon + 1, line.data() + message, diagnostic.line);
    diagnostic.message = cordon::text(line.substr(message + 2));
    report.add(diagnostic);
  }
};

}  // namespace

CORDON_PLUGIN(Lua, "lua", "1.0.0");
