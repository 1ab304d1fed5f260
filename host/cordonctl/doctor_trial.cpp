#include "host/cordonctl/doctor.hpp"
#include "host/cordonctl/own_server.hpp"

namespace cordon::cordonctl {
namespace {

constexpr seconds patience{10};

std::string names_of(const nlohmann::json& facts) {
  std::string names;
  for (const auto& fact : facts)
    names += (names.empty() ? "" : ", ") + (fact.is_string() ? fact.get<std::string>() : fact.value("name", ""));
  return names;
}

Check describe(const nlohmann::json& isolation) {
  const auto missing = isolation.value("missing", nlohmann::json::array());
  const std::string in_force = names_of(isolation.value("in_force", nlohmann::json::array()));
  Check check{.name = "trial", .why = "a server was started and stopped; in force: " + in_force};
  if (missing.empty()) return check;
  check.state = State::warning;
  check.why += "; not in force: " + names_of(missing);
  for (const auto& fact : missing)
    check.fix += (check.fix.empty() ? "" : "\n") + fact.value("name", "") + ": " + fact.value("fix", "");
  return check;
}

// Which SECURITY_LEVEL a server could be started with here, and what keeps it from a stronger one.
Check describe_levels(const nlohmann::json& levels) {
  Check check{.name = "levels"};
  std::string possible;
  for (const char* level : {"sandbox", "restricted", "standard"}) {  // the strongest first
    const auto found = levels.value(level, nlohmann::json::object());
    const bool given = found.value("possible", false);
    if (given && possible.empty()) possible = level;
    const std::string lacks = given ? "" : " needs " + names_of(found.value("missing", nlohmann::json::array()));
    check.why += (check.why.empty() ? "" : "; ") + std::string{level} + (given ? " is possible" : lacks);
  }
  if (possible == "sandbox") return check;
  check.state = possible.empty() ? State::failure : State::warning;
  check.fix = possible.empty() ? "mend what \"trial\" names"
                               : "mend what \"trial\" names, or accept what is possible: SECURITY_LEVEL=" + possible;
  return check;
}

}  // namespace

Checks check_trial(const DoctorOptions& options) {
  // At the weakest level, so that it starts and tells what the others lack.
  const auto server = OwnServer::start({.state_dir = options.state_dir,
                                        .languages = options.languages,
                                        .images = OwnServerOptions::Images::if_there,
                                        .security_level = "standard"});
  if (!server)
    return {{"trial", State::failure, server.error().message, "mend what fails above; if nothing does, report this"}};
  const auto reply = server->client().get("/health", patience);
  const auto health =
      reply ? nlohmann::json::parse(reply->body, nullptr, /*allow_exceptions=*/false) : nlohmann::json();
  if (!health.is_object() || !health.contains("isolation"))
    return {{"trial", State::failure, "a server that was started does not say how it is", "report this"}};
  return {describe(health["isolation"]),
          describe_levels(health["isolation"].value("levels", nlohmann::json::object()))};
}

}  // namespace cordon::cordonctl
