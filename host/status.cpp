#include "host/status.hpp"

#include "base/elapsed.hpp"

#include <algorithm>
#include <filesystem>

namespace cordon {
namespace {

void add(api::LanguagePool& pool, const pool::Pool::Report& report, const std::string& kind) {
  for (std::size_t i = 0; i < report.ages.size(); ++i)
    pool.available.push_back({.id = kind + '#' + std::to_string(i), .age = report.ages[i]});
  pool.target += report.target;
  pool.pool_hits += report.statistics.hits;
  pool.pool_misses += report.statistics.misses;
  pool.created += report.statistics.created;
  pool.destroyed += report.statistics.hits + report.statistics.misses + report.statistics.destroyed_unused;
}

api::SelfTestHealth describe(const isolation::SelfTest& test) {
  using Outcome = isolation::SelfTest::Outcome;
  api::SelfTestHealth health{.result = test.outcome == Outcome::passed   ? "passed"
                                       : test.outcome == Outcome::failed ? "failed"
                                                                         : "not run",
                             .why = test.why,
                             .took = test.took,
                             .passed = test.passed};
  for (const auto& failure : test.failed) health.failed.push_back({failure.check, failure.found});
  return health;
}

std::vector<api::OptionDescription> describe(const languages::Language& language,
                                             const execution::Toolchain& toolchain) {
  std::vector<api::OptionDescription> descriptions;
  for (const languages::Option& option : language.options) {
    api::OptionDescription& described = descriptions.emplace_back(api::OptionDescription{
        .name = option.name, .description = option.description, .usual = option.usual, .values = {}});
    const bool has_versions =
        std::ranges::any_of(option.values, [](const auto& v) { return !v.version.command.empty(); });
    for (const languages::OptionValue& value : option.values) {
      const auto own = toolchain.option_versions.find(execution::version_key(option.name, value.value));
      const bool is_own = own != toolchain.option_versions.end();
      described.values.push_back({value.value, value.name,
                                  is_own         ? own->second
                                  : has_versions ? toolchain.version
                                                 : std::string{}});
    }
  }
  return descriptions;
}

}  // namespace

std::vector<api::LanguageDescription> Status::languages() const {
  std::vector<api::LanguageDescription> descriptions;
  for (const auto& language : sources_.languages.table()->all()) {
    const execution::Toolchain& toolchain = sources_.toolchains.find(language->id);
    const auto ceilings = execution::ceilings(sources_.level, *language);
    std::vector<std::string> profiles;
    for (const auto& profile : language->rules.profiles) profiles.push_back(profile.name);
    descriptions.push_back({.id = language->id,
                            .name = language->name,
                            .version = toolchain.version,
                            .aliases = language->aliases,
                            .extensions = language->extensions,
                            .compiled = !language->compile.empty(),
                            .default_limits = ceilings.defaults,
                            .max_limits = ceilings.most,
                            .options = describe(*language, toolchain),
                            .profiles = std::move(profiles),
                            .rootfs = toolchain.image.empty() ? language->image : toolchain.image,
                            .plugin = language->plugin,
                            .example = language->samples.empty() ? "" : language->samples.front().source,
                            .ready = toolchain.ready});
  }
  return descriptions;
}

api::HealthReport Status::health() const {
  api::HealthReport report{.status = draining_ ? api::HealthStatus::draining : api::HealthStatus::healthy,
                           .firecracker_available = false,
                           .execution_method = std::string{sources_.backend.method()},
                           .security_level = std::string{execution::name(sources_.level)},
                           .version = sources_.version};
  for (const sandbox::Fact& fact : sources_.facts)
    if (fact.in_force)
      report.isolation_in_force.push_back(fact.name);
    else
      report.isolation_missing.push_back({fact.name, fact.why, fact.fix});
  for (const auto level : isolation::levels) {
    api::LevelHealth& health =
        report.levels.emplace_back(api::LevelHealth{.name = std::string{execution::name(level)}});
    for (const sandbox::Fact& fact : isolation::missing(level, sources_.facts)) health.missing.push_back(fact.name);
  }
  report.self_test = describe(sources_.self_test);
  const auto table = sources_.languages.table();
  if (table->all().empty() && !draining_) report.status = api::HealthStatus::unhealthy;
  for (const auto& language : table->all()) {
    const execution::Toolchain& toolchain = sources_.toolchains.find(language->id);
    report.languages.push_back(
        {.id = language->id, .version = toolchain.version, .ready = toolchain.ready, .problem = toolchain.problem});
  }
  for (const languages::Refusal& refusal : table->refused())
    report.refused_manifests.push_back({std::filesystem::path{refusal.path}.filename().string(), refusal.message});
  return report;
}

api::PoolReport Status::pools() const {
  api::PoolReport report{.uptime = base::since<milliseconds>(started_),
                         .capacity = sources_.admission.options().running,
                         .artefact_cache = sources_.artefacts.statistics()};
  for (const auto& [kind, pool_report] : sources_.pool.report()) {
    // The kinds of one language share its line: "cpp", "cpp (compile)".
    const std::string language = kind.substr(0, kind.find(' '));
    api::LanguagePool& pool = report.languages[language];
    add(pool, pool_report, kind);
    if (kind == language) pool.executions += pool_report.statistics.hits + pool_report.statistics.misses;
    report.created += pool_report.statistics.created;
  }
  for (const auto& [language, pool] : report.languages) {
    report.executions += pool.executions;
    report.destroyed += pool.destroyed;
  }
  for (const execution::Admission::Active& active : sources_.admission.active())
    report.active.push_back(
        {.id = active.id, .language = active.language, .age = base::since<milliseconds>(active.since)});
  return report;
}

}  // namespace cordon
