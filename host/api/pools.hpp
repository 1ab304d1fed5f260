// GET /debug/vm-pools: which sandboxes stand ready, and how often that helped. Monitoring scripts read
// it, so its names are fixed.
#pragma once

#include "base/quantity.hpp"
#include "host/execution/artefact_cache.hpp"
#include "host/http/message.hpp"

#include <map>
#include <string>
#include <vector>

namespace cordon::api {

struct PooledSandbox {
  std::string id;
  milliseconds age{};
};

struct ActiveSandbox {
  std::string id, language;
  milliseconds age{};
};

struct LanguagePool {
  std::vector<PooledSandbox> available;
  std::uint64_t target = 0;  // how many should stand ready
  std::uint64_t executions = 0, pool_hits = 0, pool_misses = 0, created = 0, destroyed = 0;
};

struct PoolReport {
  milliseconds uptime{};
  std::map<std::string, LanguagePool> languages;
  std::vector<ActiveSandbox> active;
  std::uint64_t created = 0, destroyed = 0, executions = 0;
  std::uint64_t capacity = 0;  // how many may be active at once
  execution::ArtefactCache::Statistics artefact_cache;
};

http::Response pools(const PoolReport& report);

}  // namespace cordon::api
