#include "guest/zygotes/waiting.hpp"

#include "base/syscall.hpp"
#include "guest/agent/start.hpp"
#include "guest/protocol/codec.hpp"
#include "guest/zygotes/working_set.hpp"
#include "host/cage/birth.hpp"
#include "host/cage/steps.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::zygotes {
namespace {

using base::check;
using cage::at;
using cage::Place;
namespace place = cage::zygote_place;

char own_name[16] = {};

// Above all places that are given to something.
UniqueFd aside(const UniqueFd& fd) {
  return base::check_fd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, place::reserved + 1), "move a descriptor");
}

UniqueFd make_pipe(int agents_end, bool agent_reads) {
  int ends[2];
  check(::pipe2(ends, O_CLOEXEC), "make a pipe");
  const UniqueFd reader = aside(UniqueFd{ends[0]}), writer = aside(UniqueFd{ends[1]});
  check(::dup2((agent_reads ? reader : writer).get(), agents_end), "place a pipe");
  return aside(agent_reads ? writer : reader);
}

}  // namespace

Ends make_pipes() {
  return {.control = make_pipe(control_writer, false),
          .readiness = make_pipe(readiness_reader, true),
          .input = make_pipe(input_writer, false),
          .output = make_pipe(output_reader, true),
          .error_output = make_pipe(error_reader, true)};
}

void note_own_name() { ::prctl(PR_GET_NAME, own_name); }

protocol::Run wait_for_program(const Hooks& hooks, Ends ends, int landlock_abi) {
  take_working_set(Moment::birth);
  ::setsid();
  if (landlock_abi > 0)
    check(::syscall(SYS_landlock_restrict_self, at(Place::file_rules), 0), "enter the file rules");
  for (const auto& [fd, number] : {std::pair{&ends.input, 0}, {&ends.output, 1}, {&ends.error_output, 2}})
    check(::dup2(fd->get(), number), "place a standard stream");
  check(::dup2(ends.control.get(), agent::runtime::control), "place the control pipe");
  check(::dup2(ends.readiness.get(), agent::runtime::readiness), "place the readiness pipe");
  ends = {};
  check(base::close_range(agent::runtime::readiness + 1, hooks.keeps_descriptors ? place::reserved : ~0U),
        "close everything else");
  // As after execve(2), which undoes that the steps above made us undumpable: the agent writes what it answers for the
  // kernel into our memory (agent/listener.cpp).
  check(::prctl(PR_SET_DUMPABLE, 1), "become dumpable");
  if (hooks.after_fork_in_child != nullptr) hooks.after_fork_in_child();
  check(::write(agent::runtime::readiness, "r", 1), "say that the runtime is ready");
  ::close(agent::runtime::readiness);

  protocol::Decoder decoder;
  for (;;) {
    char chunk[16384];
    const ssize_t n = base::retry([&] { return ::read(agent::runtime::control, chunk, sizeof chunk); });
    if (n <= 0) ::_exit(0);  // there is no program for us
    decoder.feed({chunk, static_cast<std::size_t>(n)});
    if (auto message = decoder.next_from_host()) {
      ::close(agent::runtime::control);
      take_working_set(Moment::hand_over);
      ::prctl(PR_SET_NAME, own_name);
      auto run = std::get<protocol::Run>(std::move(*message));
      agent::limit_resources(run);
      agent::keep_to(run.processors);
      if (!run.processors.empty() && agent::stay_there() != 0) ::_exit(127);
      return run;
    }
    if (decoder.bad()) ::_exit(1);
  }
}

}  // namespace cordon::zygotes
