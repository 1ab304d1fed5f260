#include "host/cordonctl/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace cordon::cordonctl {
namespace {

volatile sig_atomic_t caught = 0;

void remember(int signal) { caught = signal; }

}  // namespace

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = remember;  // without SA_RESTART: what blocks is to come back
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves must not leave our server behind
}

int interrupted() { return caught; }

}  // namespace cordon::cordonctl
