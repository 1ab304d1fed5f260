#include "host/cordonctl/server.hpp"

#include "images/store.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

constexpr seconds patience{30}, warm_up_deadline{120};
constexpr milliseconds poll_interval{20};
const Url default_url{.host = "127.0.0.1", .port = "8000"};

bool is_cordon(const Result<Reply>& reply) {
  if (!reply) return false;
  const auto body = nlohmann::json::parse(reply->body, nullptr, /*allow_exceptions=*/false);
  return body.is_object() && body.contains("service") && body["service"] == "code-execution-service";
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Whether the language, or every one, is ready or known not to become so.
bool settled(const nlohmann::json& health, const std::string& wanted) {
  const auto languages = health.value("languages", nlohmann::json::object());
  for (const auto& [id, language] : languages.items())
    if ((wanted.empty() || wanted == id) && !language.value("ready", false) && language["problem"].is_null())
      return false;
  return true;
}

}  // namespace

fs::path default_state_dir() { return images::default_store_folder().parent_path(); }

fs::path default_languages() {
  if (const std::string given = from_environment("LANGUAGES_PATH"); !given.empty()) return given;
  std::error_code error;
  const bool built_here = program_folder().string().starts_with(CORDON_BUILD);
  return built_here && fs::is_directory(CORDON_LANGUAGES_SOURCE, error) ? CORDON_LANGUAGES_SOURCE
                                                                        : CORDON_LANGUAGES_INSTALLED;
}

void add_server_options(CLI::App& command, ServerOptions& options) {
  options.state_dir = default_state_dir();
  options.languages = default_languages();
  command.add_option("--server", options.url,
                     "URL of the server: http://HOST:PORT or http+unix:///PATH (default: $CORDON_URL, else "
                     "http://127.0.0.1:8000 if one answers there, else one that is started for this command)");
  command.add_option("--state-dir", options.state_dir, "Where a server of our own finds the images")
      ->capture_default_str();
  command.add_option("--languages", options.languages, "Folder of manifests")->capture_default_str();
}

Result<Server> Server::reach(const ServerOptions& options) {
  const std::string named = options.url.empty() ? from_environment("CORDON_URL") : options.url;
  if (!named.empty()) {
    TRY(Url url, parse_url(named));
    return Server{Client{std::move(url)}};
  }
  Client client{default_url};
  if (is_cordon(client.get("/health", seconds{2}))) return Server{std::move(client)};
  return start_own({.state_dir = options.state_dir, .languages = options.languages});
}

Result<Server> Server::start_own(const OwnServerOptions& options) {
  TRY(OwnServer own, OwnServer::start(options));
  return Server{std::move(own)};
}

Result<nlohmann::json> Server::languages() const {
  TRY(const Reply reply, client_.get("/languages", patience));
  TRY(auto answer, answer_of(reply));
  if (!answer.contains("languages") || !answer["languages"].is_array())
    return fail(Errc::malformed_request, "what answers at " + to_text(client_.url()) + " is not a Cordon server");
  return answer["languages"];
}

Result<> Server::wait_for(const std::string& language) const {
  const auto deadline = std::chrono::steady_clock::now() + warm_up_deadline;
  while (is_own() && std::chrono::steady_clock::now() < deadline) {
    TRY(const Reply reply, client_.get("/health", patience));
    const auto health = nlohmann::json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
    if (!health.is_object() || settled(health, language)) break;
    std::this_thread::sleep_for(poll_interval);
  }
  return {};
}

}  // namespace cordon::cordonctl
