#include "host/api/health.hpp"

#include "host/api/execute.hpp"

namespace cordon::api {
namespace {

std::string_view name(HealthStatus status) {
  switch (status) {
    case HealthStatus::healthy:
      return "healthy";
    case HealthStatus::draining:
      return "draining";
    case HealthStatus::unhealthy:
      break;
  }
  return "unhealthy";
}

Answer or_null(const std::string& text) { return text.empty() ? Answer(nullptr) : Answer(text); }

Answer describe(const SelfTestHealth& test) {
  Answer failed = Answer::array();
  for (const SelfTestHealth::Failure& failure : test.failed)
    failed.push_back({{"name", failure.name}, {"found", failure.found}});
  return {{"result", test.result},
          {"why", or_null(test.why)},
          {"milliseconds", test.took.count()},
          {"passed", test.passed},
          {"failed", std::move(failed)}};
}

}  // namespace

http::Response health(const HealthReport& report) {
  Answer missing = Answer::array(), levels = Answer::object(), languages = Answer::object(), refused = Answer::array();
  for (const MissingIsolation& part : report.isolation_missing)
    missing.push_back({{"name", part.name}, {"why", part.why}, {"fix", part.fix}});
  for (const LevelHealth& level : report.levels)
    levels[level.name] = {{"possible", level.missing.empty()}, {"missing", level.missing}};
  for (const LanguageHealth& language : report.languages)
    languages[language.id] = {
        {"ready", language.ready}, {"version", or_null(language.version)}, {"problem", or_null(language.problem)}};
  for (const RefusedManifest& manifest : report.refused_manifests)
    refused.push_back({{"manifest", manifest.manifest}, {"reason", manifest.reason}});

  Answer body;
  body["status"] = name(report.status);
  body["service"] = "code-execution-service";
  body["firecracker_available"] = report.firecracker_available;
  body["execution_method"] = report.execution_method;
  body["security_level"] = report.security_level;
  body["isolation"] = {{"in_force", report.isolation_in_force},
                       {"missing", std::move(missing)},
                       {"levels", std::move(levels)},
                       {"self_test", describe(report.self_test)}};
  body["languages"] = std::move(languages);
  body["refused_manifests"] = std::move(refused);
  body["version"] = report.version;
  const bool healthy = report.status == HealthStatus::healthy;
  http::Response response = json_response(body, healthy ? 200 : 503);
  if (!healthy) response.headers.push_back({"Retry-After", "5"});
  return response;
}

}  // namespace cordon::api
