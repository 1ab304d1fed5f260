#include "host/api/outcome.hpp"

#include "host/api/languages.hpp"
#include "host/api/text.hpp"
#include "host/execution/verdict.hpp"

namespace cordon::api {
namespace {

using execution::Outcome;

double in_milliseconds(microseconds amount) { return static_cast<double>(amount.count()) / 1000.0; }

Answer or_null(std::uint32_t number) { return number == 0 ? Answer(nullptr) : Answer(number); }

std::string encoded(const std::string& bytes, Encoding encoding) {
  return encoding == Encoding::base64 ? to_base64(bytes) : bytes;
}

std::string_view encoding_name(const Outcome& outcome, Encoding encoding) {
  if (encoding == Encoding::base64) return "base64";
  return valid_utf8(outcome.out.data) && valid_utf8(outcome.err.data) ? "utf8" : "utf8-replaced";
}

Answer diagnostics_json(const Outcome& outcome) {
  Answer list = Answer::array();
  for (const execution::Diagnostic& diagnostic : outcome.diagnostics)
    list.push_back({{"severity", diagnostic.severity},
                    {"line", or_null(diagnostic.line)},
                    {"column", or_null(diagnostic.column)},
                    {"path", diagnostic.path},
                    {"code", diagnostic.code},
                    {"message", diagnostic.message}});
  return list;
}

Answer denials_json(const Outcome& outcome) {
  Answer list = Answer::array();
  for (const execution::Denial& denial : outcome.denials)
    list.push_back({{"kind", denial.kind}, {"name", denial.name}, {"reason", denial.reason}, {"count", denial.count}});
  return list;
}

Answer usage_json(const execution::Usage& usage) {
  return {{"wall_ms", in_milliseconds(usage.wall)},
          {"cpu_user_ms", in_milliseconds(usage.cpu_user)},
          {"cpu_sys_ms", in_milliseconds(usage.cpu_system)},
          {"memory_peak_bytes", usage.memory_peak},
          {"queue_ms", in_milliseconds(usage.queue)},
          {"lease_ms", in_milliseconds(usage.lease)},
          {"put_ms", in_milliseconds(usage.put)},
          {"compile_ms", in_milliseconds(usage.compile)},
          {"run_ms", in_milliseconds(usage.run)},
          {"collect_ms", in_milliseconds(usage.collect)},
          {"total_ms", in_milliseconds(usage.total)},
          {"sandbox_ms", in_milliseconds(usage.lease)}};
}

}  // namespace

Answer compile_json(const Outcome& outcome) {
  if (outcome.compile.empty()) return nullptr;
  const execution::CompileOutcome& compile = outcome.compile.front();
  return {{"success", compile.succeeded},
          {"exit_code", compile.exit_code},
          {"output", compile.output.data},
          {"truncated", compile.output.dropped},
          {"duration_ms", in_milliseconds(compile.duration)},
          {"cache", execution::name(compile.cache)}};
}

Answer outcome_json(const Outcome& outcome, Encoding encoding) {
  const bool success = outcome.verdict == execution::Verdict::ok;
  const std::string out = encoded(outcome.out.data, encoding);
  Answer answer;
  answer["output"] = out;
  answer["error"] = outcome.error.empty() ? Answer(nullptr) : Answer(outcome.error);
  answer["execution_time"] = static_cast<double>(outcome.usage.wall.count()) / 1e6;
  answer["success"] = success;
  answer["verdict"] = execution::name(outcome.verdict);
  answer["exit_code"] = outcome.ran && outcome.signal == 0 ? Answer(outcome.exit_code) : Answer(nullptr);
  answer["signal"] =
      outcome.ran && outcome.signal != 0 ? Answer(execution::signal_name(outcome.signal)) : Answer(nullptr);
  answer["stdout"] = out;
  answer["stderr"] = encoded(outcome.err.data, encoding);
  answer["output_encoding"] = encoding_name(outcome, encoding);
  answer["truncated"] = {{"stdout", outcome.out.dropped}, {"stderr", outcome.err.dropped}};
  answer["diagnostics"] = diagnostics_json(outcome);
  answer["denials"] = denials_json(outcome);
  answer["files"] = Answer::array();
  answer["compile"] = compile_json(outcome);
  answer["usage"] = usage_json(outcome.usage);
  answer["language"] = {{"id", outcome.language_id}, {"version", outcome.language_version}};
  for (const auto& [option, value] : outcome.options) answer["language"]["options"][option] = option_json(value);
  answer["sandbox"] = {{"method", outcome.isolation_method},
                       {"level", outcome.security_level},
                       {"pool", outcome.pool_hit ? "hit" : "miss"},
                       {"start", outcome.warm ? "warm" : "cold"},
                       {"single_use", true}};
  return answer;
}

}  // namespace cordon::api
