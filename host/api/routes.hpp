// The table of everything the server answers.
#pragma once

#include "host/api/health.hpp"
#include "host/api/judge.hpp"
#include "host/api/languages.hpp"
#include "host/api/pools.hpp"
#include "host/api/submission.hpp"
#include "host/execution/executor.hpp"
#include "host/http/router.hpp"

#include <functional>

namespace cordon::api {

// What the routes answer from. The references outlive the router; all is called on the event loop.
struct Services {
  execution::Executor& executor;
  const LanguageCatalog& languages;
  std::function<HealthReport()> health;
  std::function<PoolReport()> pools;
  RequestLimits limits;
  JudgeLimits judging = {};
  std::string version;  // of the server
};

http::Router routes(Services services);

}  // namespace cordon::api
