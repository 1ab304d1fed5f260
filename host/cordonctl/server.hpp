// The server that a command talks to: the one that was named, the one that runs here, or one of our own.
#pragma once

#include "host/cordonctl/own_server.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace cordon::cordonctl {

struct ServerOptions {
  std::string url;                  // "": $CORDON_URL
  std::filesystem::path state_dir;  // for a server of our own
  std::filesystem::path languages;
};

void add_server_options(CLI::App& command, ServerOptions& options);

class Server {
 public:
  // --server or $CORDON_URL; else what answers on port 8000; else a server of our own.
  static Result<Server> reach(const ServerOptions& options);
  static Result<Server> start_own(const OwnServerOptions& options);

  [[nodiscard]] const Client& client() const { return client_; }
  [[nodiscard]] bool is_own() const { return own_.has_value(); }

  // The entries of GET /languages.
  [[nodiscard]] Result<nlohmann::json> languages() const;

  // A server of our own has just been started: waits until the language (all of them: "") is ready or
  // known not to become so. Other servers say themselves what is ready.
  [[nodiscard]] Result<> wait_for(const std::string& language) const;

 private:
  explicit Server(Client client) : client_{std::move(client)} {}
  explicit Server(OwnServer own) : client_{own.client()}, own_{std::move(own)} {}
  Client client_;
  std::optional<OwnServer> own_;
};

// $STATE_DIR, or what the server would take.
std::filesystem::path default_state_dir();
std::filesystem::path default_languages();

}  // namespace cordon::cordonctl
