#include "host/languages/last_words.hpp"

#include "host/confinement/sanitized.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace cordon::languages {
namespace {

// Of the process, because a handler knows nothing else.
std::string words;
volatile int socket_to = -1;

// Async-signal-safe. Once.
void say() {
  const int socket = std::exchange(socket_to, -1);
  if (socket >= 0) ::send(socket, words.data(), words.size(), MSG_NOSIGNAL);
}

void say_and_end(int) {
  say();
  ::_exit(1);
}

void set_timers(milliseconds time) {
  for (const auto& [which, length] : {std::pair{ITIMER_PROF, time}, std::pair{ITIMER_REAL, time * 4}}) {
    itimerval value{};
    value.it_value.tv_sec = length.count() / 1000;
    value.it_value.tv_usec = length.count() % 1000 * 1000;
    // Without them the server would wait in vain, and call it its own failure.
    if (::setitimer(which, &value, nullptr) != 0) std::abort();
  }
}

// Sources are known that make the parser library follow pointers to what it has freed. A sanitizer has handlers of
// its own, which say where.
bool install_handlers() {
  std::atexit(say);
  static char stack[64 * 1024];  // for where the stack itself is the reason
  const stack_t other{.ss_sp = stack, .ss_flags = 0, .ss_size = sizeof stack};
  ::sigaltstack(&other, nullptr);
  struct sigaction action{};
  action.sa_handler = say_and_end;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGABRT, SIGALRM, SIGPROF}) ::sigaction(signal, &action, nullptr);
  if (!confinement::sanitized)
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE}) ::sigaction(signal, &action, nullptr);
  return true;
}

}  // namespace

LastWords::LastWords(int socket, std::string frame, milliseconds patience) {
  static const bool installed = install_handlers();
  static_cast<void>(installed);
  words = std::move(frame);
  socket_to = socket;
  set_timers(patience);
}

LastWords::~LastWords() {
  set_timers(milliseconds{0});
  socket_to = -1;
}

}  // namespace cordon::languages
