#include "guest/parked/parked.hpp"

#include "base/syscall.hpp"
#include "guest/agent/start.hpp"
#include "guest/parked/threads.hpp"
#include "guest/protocol/codec.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <variant>
#include <vector>

namespace cordon::parked {
namespace {

using protocol::Run;

constexpr int aside = 512;  // below the limit on descriptors, above what a runtime opens
int control = -1, readiness = -1;

Run read_program() {
  protocol::Decoder decoder;
  for (;;) {
    char chunk[16384];
    const ssize_t n = base::retry([&] { return ::read(control, chunk, sizeof chunk); });
    if (n <= 0) ::_exit(0);  // there is no program for us
    decoder.feed({chunk, static_cast<std::size_t>(n)});
    if (auto message = decoder.next_from_host()) return std::get<Run>(std::move(*message));
    if (decoder.bad()) ::_exit(1);
  }
}

// What was used to get ready is not the program's.
std::uint32_t seconds_used() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint32_t>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 2);
}

const Run* entering = nullptr;

// One that cannot be held by all that shall hold it does not go on.
void enter() {
  agent::keep_to(entering->processors);
  if (!entering->processors.empty() && agent::stay_there() != 0) ::_exit(127);
  if (entering->start_nothing && agent::execute_only(nullptr) != 0) ::_exit(127);
}

}  // namespace

void set_aside() {
  ::close(agent::runtime::library);
  // Also where the kernel shows what a process was started with.
  if (char* const value = ::getenv("LD_PRELOAD")) {
    char* const variable = value - std::strlen("LD_PRELOAD=");
    ::unsetenv("LD_PRELOAD");
    std::memset(variable, 0, std::strlen(variable));
  }
  for (auto [number, place] : {std::pair{agent::runtime::control, &control}, {agent::runtime::readiness, &readiness}}) {
    *place = ::fcntl(number, F_DUPFD_CLOEXEC, aside);
    if (*place < 0) ::_exit(1);
    ::close(number);
  }
}

Run wait_for_program() {
  if (::write(readiness, "r", 1) != 1) ::_exit(1);
  ::close(readiness);
  Run run = read_program();
  ::close(control);
  if (run.cpu_seconds != 0) run.cpu_seconds += seconds_used();
  agent::limit_resources(run);
  return run;
}

void become(const Run& run) {
  entering = &run;
  if ((!run.processors.empty() || run.start_nothing) && !in_every_thread(enter)) ::_exit(127);
}

void execute(const Run& run) {
  agent::keep_to(run.processors);
  if (!run.processors.empty() && agent::stay_there() != 0) ::_exit(127);
  agent::execute(run);
}

}  // namespace cordon::parked
