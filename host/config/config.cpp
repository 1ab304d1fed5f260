#include "host/config/config.hpp"

#include "base/nearest.hpp"

#include <unistd.h>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace cordon::config {
namespace {

// A name that begins like ours and is none is a mistake that would otherwise go unnoticed.
Result<> check_environment(const CLI::App& app) {
  // What cordonctl, the image builder and the tests read: it may be exported where a server is started.
  std::vector<std::string> known{"CORDON_URL", "CORDON_RECIPES", "CORDON_BUILD", "CORDON_DEBIAN_MIRROR"};
  for (const CLI::Option* option : app.get_options())
    if (const std::string name = option->get_envname(); !name.empty()) known.push_back(name);
  const std::vector<std::string_view> candidates{known.begin(), known.end()};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view name = std::string_view{*entry}.substr(0, std::string_view{*entry}.find('='));
    constexpr std::string_view prefix = "CORDON_";
    if (!name.starts_with(prefix) || std::ranges::find(known, name) != known.end()) continue;
    std::string meant = base::did_you_mean(name, candidates);
    // Not all of ours begin so: CORDON_SECURITY_LEVEL is SECURITY_LEVEL.
    if (meant.empty()) meant = base::did_you_mean(name.substr(prefix.size()), candidates);
    return fail(Errc::bad_configuration, "unknown setting " + std::string{name} + " in the environment" + meant);
  }
  return {};
}

bool is_loopback(std::string_view host) {
  return host.empty() || host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::filesystem::path default_state_dir() {
  if (::geteuid() == 0) return "/var/lib/cordon";
  if (const char* state = std::getenv("XDG_STATE_HOME")) return std::filesystem::path{state} / "cordon";
  const char* home = std::getenv("HOME");
  return std::filesystem::path{home == nullptr ? "/tmp" : home} / ".local/state/cordon";
}

void add_options(CLI::App& app, Config& config, std::string& level, unsigned& drain_seconds) {
  app.add_option("--host", config.http.host, "Address to listen on")->envname("HOST")->capture_default_str();
  app.add_option("--port", config.http.port, "Port to listen on; 0 = any that is free")
      ->envname("PORT")
      ->capture_default_str();
  app.add_option("--unix-socket", config.http.unix_sockets, "Also listen on this unix socket")
      ->envname("CORDON_UNIX_SOCKET");
  app.add_option("--allowed-host", config.http.allowed_hosts, "Further names in the Host header that are this server")
      ->envname("CORDON_ALLOWED_HOSTS")
      ->delimiter(',');
  app.add_option("--state-dir", config.state_dir, "Images and what the server writes")
      ->envname("STATE_DIR")
      ->capture_default_str();
  app.add_option("--languages", config.languages_path, "Folder of manifests")
      ->envname("LANGUAGES_PATH")
      ->capture_default_str();
  app.add_option("--plugins", config.plugin_path, "Folder of plugins")
      ->envname("CORDON_PLUGIN_PATH")
      ->capture_default_str();
  app.add_option("--isolation", config.isolation, "auto or namespaces")->envname("ISOLATION")->capture_default_str();
  app.add_option("--security-level", level, "sandbox, restricted or standard")
      ->envname("SECURITY_LEVEL")
      ->capture_default_str();
  app.add_option("--max-running", config.admission.running, "Submissions worked on at once")
      ->envname("CORDON_MAX_RUNNING")
      ->check(CLI::Range(1U, 4096U))
      ->capture_default_str();
  app.add_option("--max-waiting", config.admission.waiting, "Submissions that may wait for their turn")
      ->envname("CORDON_MAX_WAITING")
      ->check(CLI::Range(0U, 1'000'000U))
      ->capture_default_str();
  app.add_option("--pool-ready", config.pool.ready, "Sandboxes kept ready for each language and step")
      ->envname("CORDON_POOL_READY")
      ->check(CLI::Range(0U, 256U))
      ->capture_default_str();
  app.add_option("--pool-most", config.pool.most_ready, "The same, where many are taken")
      ->envname("CORDON_POOL_MOST")
      ->check(CLI::Range(0U, 256U))
      ->capture_default_str();
  app.add_option("--pool-parked", config.pool.parked_ready, "Sandboxes kept ready in which a started runtime waits")
      ->envname("CORDON_POOL_PARKED")
      ->check(CLI::Range(0U, 256U))
      ->capture_default_str();
  app.add_option("--pool-parked-most", config.pool.most_parked, "The same, where many are taken")
      ->envname("CORDON_POOL_PARKED_MOST")
      ->check(CLI::Range(0U, 256U))
      ->capture_default_str();
  app.add_option("--artefact-cache", config.artefact_cache.size.count,
                 "Bytes of disk for what was compiled, also 64KiB, 512MiB, 2GiB; 0: compile every time")
      ->envname("CORDON_ARTEFACT_CACHE")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 40))
      ->capture_default_str();
  app.add_option("--log-level", config.log_level, "trace, debug, info, warn, error or off")
      ->envname("LOG_LEVEL")
      ->transform(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}, CLI::ignore_case))
      ->capture_default_str();
  app.add_option("--max-code-length", config.max_code_length, "Code points in one source file")
      ->envname("MAX_CODE_LENGTH")
      ->check(CLI::Range(1UL, 8UL << 20))
      ->capture_default_str();
  app.add_option("--max-test-cases", config.max_test_cases, "Test cases in one request to /api/v1/execute")
      ->envname("MAX_TEST_CASES")
      ->check(CLI::Range(1UL, 10'000UL))
      ->capture_default_str();
  app.add_option("--execution-timeout", config.judged_seconds, "Seconds that one test of /api/v1/execute may ask for")
      ->envname("EXECUTION_TIMEOUT")
      ->check(CLI::Range(1U, 300U))
      ->capture_default_str();
  app.add_option("--drain-deadline", drain_seconds, "Seconds that running work gets when the server stops")
      ->envname("CORDON_DRAIN_DEADLINE")
      ->check(CLI::Range(0U, 3600U))
      ->capture_default_str();
  app.add_option("--operator-id", config.operator_id, "User whose manifests and plugins are trusted besides root's")
      ->envname("CORDON_OPERATOR_ID")
      ->capture_default_str();
  app.add_flag("--allow-open-access", config.allow_open_access,
               "Listen on an address that others can reach, although nothing asks them who they are")
      ->envname("CORDON_ALLOW_OPEN_ACCESS");
  app.add_flag("--check-config", config.check_only, "Read the configuration and the manifests, and say what is wrong");
  app.add_option("--role", "Used by the server itself")->group("");
}

}  // namespace

Result<Config> read(int argc, char** argv) {
  Config config;
  for (int i = 1; i < argc; ++i)
    if (std::string_view{argv[i]} == "--role=language-worker") {
      config.role = Role::language_worker;
      return config;
    }
  const unsigned processors = std::max(std::thread::hardware_concurrency(), 1U);
  config.admission.running = std::max(4U, 2 * processors);
  config.state_dir = default_state_dir();
  config.languages_path = CORDON_LANGUAGES_PATH;
  config.plugin_path = CORDON_PLUGIN_PATH;
  std::string level = "sandbox";
  unsigned drain_seconds = static_cast<unsigned>(config.drain_deadline.count());
  CLI::App app{"Cordon: run other people's code, each run in a sandbox of its own"};
  add_options(app, config, level, drain_seconds);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::exit(app.exit(help));
  } catch (const CLI::ParseError& error) {
    return fail(Errc::bad_configuration, error.what());
  }
  TRY_VOID(check_environment(app));
  TRY(config.security_level, execution::security_level(level));
  config.drain_deadline = seconds{drain_seconds};
  if (config.isolation != "auto" && config.isolation != "namespaces")
    return fail(Errc::bad_configuration,
                "isolation \"" + config.isolation + "\" is not available in this version: use auto or namespaces");
  if (!is_loopback(config.http.host) && !config.allow_open_access)
    return fail(Errc::bad_configuration,
                "listening on " + config.http.host +
                    " lets everybody who reaches it run programs: put a proxy that asks for a key in "
                    "front and listen on 127.0.0.1, or say --allow-open-access");
  if (const char* debug = std::getenv("DEBUG");
      debug != nullptr && (std::string_view{debug} == "1" || std::string_view{debug} == "true"))
    config.log_level = "debug";
  return config;
}

}  // namespace cordon::config
