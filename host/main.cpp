// cordond: the server, and in its other role the language worker. Started by cordon-cage, which has
// taken all privileges from it.

#include "host/config/config.hpp"
#include "host/languages/worker_main.hpp"
#include "host/server.hpp"

#include <csignal>
#include <cstdio>

int main(int argc, char** argv) {
  // Who we write to may be gone: a sandbox, a client, the cage. That is an error of the write, not our end.
  std::signal(SIGPIPE, SIG_IGN);
  const auto config = cordon::config::read(argc, argv);
  if (!config) {
    std::fprintf(stderr, "cordond: %s\n", config.error().message.c_str());
    return 2;
  }
  if (config->role == cordon::config::Role::language_worker)
    return cordon::languages::worker_main(cordon::languages::worker_socket);
  return cordon::run_server(*config);
}
