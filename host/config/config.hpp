// What the operator says: flags, over the environment. Values.
//
// Names that operators of similar services know (HOST, PORT, LOG_LEVEL, …) work as they are; every
// option has one flag and one environment name. docs/operations.md lists them.
#pragma once

#include "base/result.hpp"
#include "host/execution/admission.hpp"
#include "host/execution/artefact_cache.hpp"
#include "host/execution/grant.hpp"
#include "host/http/options.hpp"
#include "host/pool/pool.hpp"

#include <filesystem>
#include <string>

namespace cordon::config {

enum class Role { server, language_worker };

struct Config {
  Role role = Role::server;
  http::Options http;
  std::filesystem::path state_dir;       // images, and what the server writes
  std::filesystem::path languages_path;  // *.yaml
  std::filesystem::path plugin_path;     // *.so
  std::string isolation = "auto";
  execution::SecurityLevel security_level = execution::SecurityLevel::sandbox;
  execution::Admission::Options admission;
  pool::Options pool;
  execution::ArtefactCache::Options artefact_cache;  // its folder is the server's to say
  std::string log_level = "info";
  std::size_t max_code_length = 50'000;  // code points a file
  std::size_t max_test_cases = 100;      // of one request
  unsigned judged_seconds = 30;          // that one test may ask for
  seconds drain_deadline{30};            // for what runs when the server is told to stop
  uid_t operator_id = 0;                 // whose manifests and plugins are trusted besides root's
  bool allow_open_access = false;        // on an address that is not loopback
  bool check_only = false;               // --check-config
};

// Exits the process for --help, as CLI11 does; Errc::bad_configuration says what to change.
Result<Config> read(int argc, char** argv);

}  // namespace cordon::config
