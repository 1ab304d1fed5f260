// GET /health: whether this server can run programs, and what isolates them.
#pragma once

#include "base/quantity.hpp"
#include "host/http/message.hpp"

#include <string>
#include <vector>

namespace cordon::api {

enum class HealthStatus {
  healthy,
  draining,   // it finishes what runs, and takes no more
  unhealthy,  // it cannot run programs
};

struct MissingIsolation {
  std::string name, why, fix;
};

// Whether this host could give the level, and if not what it lacks.
struct LevelHealth {
  std::string name;
  std::vector<std::string> missing;  // names of isolation facts
};

// What was found inside real sandboxes at the start.
struct SelfTestHealth {
  struct Failure {
    std::string name, found;
  };
  std::string result = "not run";  // passed, failed, not run
  std::string why;                 // it was not run, or not brought to its end
  milliseconds took{};
  std::vector<std::string> passed;
  std::vector<Failure> failed;
};

struct LanguageHealth {
  std::string id, version;
  bool ready = false;
  std::string problem;  // one sentence if it is not ready
};

struct RefusedManifest {
  std::string manifest;  // the file's name, without its folder
  std::string reason;
};

struct HealthReport {
  HealthStatus status = HealthStatus::healthy;
  bool firecracker_available = false;  // true only after a guest has booted
  std::string execution_method;        // firecracker, qemu-kvm, qemu-tcg, namespaces
  std::string security_level;
  std::vector<std::string> isolation_in_force;
  std::vector<MissingIsolation> isolation_missing;
  std::vector<LevelHealth> levels;  // strongest first
  SelfTestHealth self_test;
  std::vector<LanguageHealth> languages;
  std::vector<RefusedManifest> refused_manifests;
  std::string version;  // of the server
};

// 200, or 503 with the same body while the server is not healthy.
http::Response health(const HealthReport& report);

}  // namespace cordon::api
