// The steps by which a process becomes a sandbox's first one, each in a process of its own that does nothing else.
// What a step costs is the difference to `process`. As root; bench_sandbox_cost measures all of them together.

#include "base/syscall.hpp"
#include "host/cage/filter.hpp"
#include "host/cage/steps.hpp"

#include <benchmark/benchmark.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace {

using namespace cordon;

// Of nobody else on the machine (docs/sandbox.md).
constexpr unsigned a_sandboxs_user = 209'000;

// Runs the step in a fresh process, round after round.
void in_a_process(benchmark::State& state, const std::function<void()>& step) {
  for (auto _ : state) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      try {
        step();
        ::_exit(0);
      } catch (const std::exception&) {
        ::_exit(1);
      }
    }
    int status = 0;
    if (pid < 0 || ::waitpid(pid, &status, 0) != pid || status != 0) {
      state.SkipWithError("the step failed: it takes root, and a kernel that allows it");
      break;
    }
  }
}

void unshare(int flags) { base::check(::unshare(flags), "unshare"); }

void own_mounts() {
  unshare(CLONE_NEWNS);
  base::check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make mounts private");
  base::check(::mount("tmpfs", "/mnt", "tmpfs", 0, nullptr), "a root");
  base::check(::chdir("/mnt"), "chdir");
  for (const char* folder : {"box", "tmp", "dev", "dev/shm"}) base::check(::mkdir(folder, 0755), "mkdir");
}

void process(benchmark::State& state) {
  in_a_process(state, [] {});
}
void namespaces_of_mounts(benchmark::State& state) { in_a_process(state, own_mounts); }
void namespace_of_a_network(benchmark::State& state) {
  in_a_process(state, [] { unshare(CLONE_NEWNET); });
}
void small_namespaces(benchmark::State& state) {
  in_a_process(state, [] { unshare(CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP); });
}
void scratch_after_mounts(benchmark::State& state) {
  in_a_process(state, [] {
    own_mounts();
    cage::mount_scratch({64 << 20, 8192}, a_sandboxs_user);
  });
}
void user(benchmark::State& state) {
  in_a_process(state, [] { cage::become_nobody(a_sandboxs_user); });
}
void capabilities(benchmark::State& state) { in_a_process(state, cage::drop_capabilities); }
void filter(benchmark::State& state) {
  const std::vector<sock_filter> program = cage::build_filter(cage::Profile::run);
  in_a_process(state, [&] {
    base::check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
    cage::load_filter(program);
  });
}
BENCHMARK(process)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(namespaces_of_mounts)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(namespace_of_a_network)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(small_namespaces)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(scratch_after_mounts)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(user)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(capabilities)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(filter)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
