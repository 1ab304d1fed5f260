#include "host/api/pools.hpp"

#include "host/api/execute.hpp"

#include <ctime>

namespace cordon::api {
namespace {

double in_seconds(milliseconds amount) { return static_cast<double>(amount.count()) / 1000.0; }

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Answer status_json(const LanguagePool& pool) {
  Answer available = Answer::array();
  for (const PooledSandbox& sandbox : pool.available)
    available.push_back({{"id", sandbox.id}, {"age_seconds", in_seconds(sandbox.age)}});
  return {{"available", std::move(available)}, {"available_count", pool.available.size()}, {"target", pool.target}};
}

Answer statistics_json(const LanguagePool& pool) {
  return {{"executions", pool.executions},
          {"pool_hits", pool.pool_hits},
          {"pool_misses", pool.pool_misses},
          {"created", pool.created},
          {"destroyed", pool.destroyed}};
}

Answer cache_json(const execution::ArtefactCache::Statistics& cache) {
  return {{"hits", cache.hits},
          {"joined", cache.joined},
          {"misses", cache.misses},
          {"entries", cache.entries},
          {"bytes", cache.bytes},
          {"limit", cache.limit},
          {"memory_bytes", cache.memory_bytes},
          {"evictions", cache.evictions},
          {"damaged", cache.damaged},
          {"failed_writes", cache.failed_writes}};
}

}  // namespace

http::Response pools(const PoolReport& report) {
  Answer status = Answer::object(), by_language = Answer::object(), active = Answer::array();
  std::uint64_t ready = 0, hits = 0, misses = 0;
  for (const auto& [language, pool] : report.languages) {
    status[language] = status_json(pool);
    by_language[language] = statistics_json(pool);
    ready += pool.available.size();
    hits += pool.pool_hits;
    misses += pool.pool_misses;
  }
  for (const ActiveSandbox& sandbox : report.active)
    active.push_back({{"id", sandbox.id}, {"language", sandbox.language}, {"age_seconds", in_seconds(sandbox.age)}});

  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  Answer data;
  data["timestamp"] = now();
  data["uptime_seconds"] = in_seconds(report.uptime);
  data["pool_status"] = std::move(status);
  data["active_vms"] = std::move(active);
  data["statistics"] = {{"created", report.created},
                        {"destroyed", report.destroyed},
                        {"executions_count", report.executions},
                        {"by_language", std::move(by_language)}};
  data["health"] = {{"utilization", share(report.active.size(), report.capacity)},
                    {"active", report.active.size()},
                    {"available", ready},
                    {"capacity", report.capacity},
                    {"hit_rate", share(hits, hits + misses)}};
  data["artefact_cache"] = cache_json(report.artefact_cache);
  return json_response({{"success", true}, {"data", std::move(data)}});
}

}  // namespace cordon::api
