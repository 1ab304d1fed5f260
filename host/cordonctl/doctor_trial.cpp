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

}  // namespace

Checks check_trial(const DoctorOptions& options) {
  const auto server = OwnServer::start(
      {.state_dir = options.state_dir, .languages = options.languages, .images = OwnServerOptions::Images::if_there});
  if (!server)
    return {{"trial", State::failure, server.error().message, "mend what fails above; if nothing does, report this"}};
  const auto reply = server->client().get("/health", patience);
  const auto health =
      reply ? nlohmann::json::parse(reply->body, nullptr, /*allow_exceptions=*/false) : nlohmann::json();
  if (!health.is_object() || !health.contains("isolation"))
    return {{"trial", State::failure, "a server that was started does not say how it is", "report this"}};
  return {describe(health["isolation"])};
}

}  // namespace cordon::cordonctl
