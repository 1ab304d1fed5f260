// What the server tells about itself: languages, health, pools. Reads from the parts; owns nothing.
#pragma once

#include "host/api/health.hpp"
#include "host/api/languages.hpp"
#include "host/api/pools.hpp"
#include "host/execution/admission.hpp"
#include "host/execution/artefact_cache.hpp"
#include "host/execution/toolchains.hpp"
#include "host/isolation/minimum.hpp"
#include "host/isolation/self_test.hpp"
#include "host/languages/registry.hpp"
#include "host/pool/pool.hpp"
#include "host/sandbox/sandbox.hpp"

#include <chrono>

namespace cordon {

class Status final : public api::LanguageCatalog {
 public:
  struct Sources {
    const languages::Languages& languages;
    const execution::Toolchains& toolchains;
    const execution::Admission& admission;
    const pool::Pool& pool;
    const execution::ArtefactCache& artefacts;
    const sandbox::Backend& backend;
    const isolation::Facts& facts;  // of the back end and of the server itself
    const isolation::SelfTest& self_test;
    execution::SecurityLevel level;
    std::string version;
  };

  explicit Status(Sources sources) : sources_{std::move(sources)} {}

  [[nodiscard]] std::vector<api::LanguageDescription> languages() const override;
  [[nodiscard]] api::HealthReport health() const;
  [[nodiscard]] api::PoolReport pools() const;

  void draining() { draining_ = true; }

 private:
  Sources sources_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  bool draining_ = false;
};

}  // namespace cordon
