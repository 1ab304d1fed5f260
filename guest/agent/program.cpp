#include "guest/agent/program.hpp"

#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "guest/agent/start.hpp"
#include "guest/protocol/codec.hpp"

#include <dirent.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <csignal>
#include <cstring>
#include <ctime>
#include <memory>
#include <system_error>

namespace cordon::agent {
namespace {

std::int64_t now_us(clockid_t clock = CLOCK_MONOTONIC) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

std::int64_t microseconds_of(const timeval& time) { return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec; }

struct PipeEnds {
  UniqueFd reader, writer;
};

PipeEnds make_pipe() {
  int ends[2];
  base::check(::pipe2(ends, O_CLOEXEC), "make a pipe");
  return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

void set_non_blocking(const UniqueFd& fd) { ::fcntl(fd.get(), F_SETFL, O_NONBLOCK); }

UniqueFd memory_file(const std::string& content) {
  UniqueFd file = base::check_fd(::memfd_create("library", MFD_CLOEXEC), "make a memory file");
  if (!base::write_all(file.get(), content)) base::check(-1, "write a memory file");
  return file;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

// In the child, which shares our memory until it executes the program: system calls only.
struct Start {
  const protocol::Run& run;
  char* const* argv;
  char* const* environment;
  int input, output, error_output, file_rules;
  int control = -1, readiness = -1, library = -1;  // of a runtime that is to wait
};

int become_program(const Start& start) {
  ::setsid();
  if (::dup2(start.input, 0) < 0 || ::dup2(start.output, 1) < 0 || ::dup2(start.error_output, 2) < 0) return errno;
  if (start.file_rules >= 0 && ::syscall(SYS_landlock_restrict_self, start.file_rules, 0) != 0) return errno;
  unsigned kept = 3;
  if (start.control >= 0) {
    // None of these numbers is one of the others: all are taken in the agent.
    if (::dup2(start.control, runtime::control) < 0 || ::dup2(start.readiness, runtime::readiness) < 0) return errno;
    kept = runtime::readiness + 1;
    if (start.library >= 0 && ::dup2(start.library, runtime::library) < 0) return errno;
    if (start.library >= 0) kept = runtime::library + 1;
  }
  // Whatever the agent has open, by accident or by design, ends here.
  if (base::enforced(base::Protection::closed_descriptors)) base::close_range(kept, ~0U);
  if (base::enforced(base::Protection::resource_limits)) limit_resources(start.run);
  default_signals();
  keep_to(start.run.processors);
  if (!start.run.processors.empty() && base::enforced(base::Protection::system_call_filter) && stay_there() != 0)
    return errno;
  if (start.run.start_nothing && execute_only(start.argv[0]) != 0) return errno;
  ::execve(start.argv[0], start.argv, start.environment);
  const int why = errno;
  // What lies in the work folder is the submission's or its compiler's doing: it ends as in a shell.
  if (start.argv[0][0] == '/') return why;
  const char* const sentence[] = {"cannot execute ", start.argv[0], ": ", ::strerrordesc_np(why), "\n"};
  for (const char* text : sentence)
    if (::write(2, text, std::strlen(text)) < 0) break;
  ::_exit(126);
}

pid_t start_process(const Start& start) {
  volatile int error_number = 0;
  // vfork: no copy of our page tables, and when it returns the program has either started or said why not.
  const pid_t pid = ::vfork();
  if (pid == 0) {
    error_number = become_program(start);
    ::_exit(127);
  }
  base::check(pid, "start a process");
  if (error_number != 0) {
    ::waitpid(pid, nullptr, 0);
    throw std::system_error{error_number, std::generic_category(), std::string{"execute "} + start.argv[0]};
  }
  return pid;
}

// Calls f with the process id of everything that is alive here, except the agent.
template <class F>
void for_each_process(F&& f) {
  const std::unique_ptr<DIR, int (*)(DIR*)> processes{::opendir("/proc"), ::closedir};
  while (processes)
    if (const dirent* entry = ::readdir(processes.get()); entry == nullptr)
      return;
    else if (const int pid = std::atoi(entry->d_name); pid > 1)
      f(pid);
}

std::uint64_t resident_bytes(int pid) {
  const auto text = base::read_file("/proc/" + std::to_string(pid) + "/statm", 256);
  unsigned long long pages = 0;
  if (!text || std::sscanf(text->c_str(), "%*u %llu", &pages) != 1) return 0;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t threads_of(int pid) {
  struct stat threads{};  // a folder has a link for itself, one from above, and one from each folder in it
  if (::stat(("/proc/" + std::to_string(pid) + "/task").c_str(), &threads) != 0 || threads.st_nlink < 3) return 1;
  return threads.st_nlink - 2;
}

std::uint64_t cpu_us(int pid) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<std::uint64_t>(used.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(used.tv_nsec) / 1000;
}

}  // namespace

Runtime::Runtime(const protocol::Run& run, int file_rules) {
  if (run.argv.empty()) throw std::system_error{EINVAL, std::generic_category(), "execute nothing"};
  const bool waits = run.start == protocol::Start::park;
  PipeEnds in = make_pipe(), out = make_pipe(), err, orders, reports;
  if (!run.merge_output) err = make_pipe();
  if (waits) {
    orders = make_pipe();
    reports = make_pipe();
  }
  const UniqueFd library = waits && !run.library.empty() ? memory_file(run.library) : UniqueFd{};
  std::vector<std::string> variables = run.environment;
  if (library) variables.push_back("LD_PRELOAD=/proc/self/fd/" + std::to_string(runtime::library));
  const auto argv = pointers(run.argv), environment = pointers(variables);
  pid = start_process({.run = run,
                       .argv = argv.data(),
                       .environment = environment.data(),
                       .input = in.reader.get(),
                       .output = out.writer.get(),
                       .error_output = run.merge_output ? out.writer.get() : err.writer.get(),
                       .file_rules = file_rules,
                       .control = orders.reader.get(),
                       .readiness = reports.writer.get(),
                       .library = library.get()});
  input = std::move(in.writer);
  output = std::move(out.reader);
  error_output = std::move(err.reader);
  control = std::move(orders.writer);
  readiness = std::move(reports.reader);
}

bool Runtime::says_ready() {
  char word = 0;
  if (base::retry([&] { return ::read(readiness.get(), &word, 1); }) != 1)
    throw std::system_error{ECHILD, std::generic_category(), "wait for the runtime"};
  readiness.reset();
  return true;
}

bool Runtime::has_died() const { return ::waitpid(pid, nullptr, WNOHANG) == pid; }

Program::Program(const protocol::Run& run, int file_rules) : Program{run, now_us(), Runtime{run, file_rules}} {}

Program::Program(const protocol::Run& run, Runtime runtime)
    : Program{run, now_us(), std::move(runtime)} {
  cpu_before_us_ = cpu_us(pid_);
  // It has run nothing but itself so far, and reads this at once.
  if (!base::write_all(control_.get(), protocol::encode(protocol::FromHost{run})))
    base::check(-1, "tell the runtime its program");
  control_.reset();
}

Program::Program(const protocol::Run& run, std::int64_t started_us, Runtime runtime)
    : input{std::move(runtime.input)},
      output{std::move(runtime.output)},
      error_output{std::move(runtime.error_output)},
      pid_{runtime.pid},
      started_us_{started_us},
      agent_started_us_{now_us(CLOCK_PROCESS_CPUTIME_ID)},
      control_{std::move(runtime.control)},
      run_memory_{run.watch_memory},
      run_cpu_us_{run.watch_cpu_us},
      file_size_{run.file_size},
      processes_{run.processes} {
  set_non_blocking(input);
  set_non_blocking(output);
  if (error_output) set_non_blocking(error_output);
}

void Program::note_death(pid_t pid, int status) {
  if (pid != pid_ || exit_) return;
  exit_ = protocol::Exit{.wait_status = status, .wall_us = now_us() - started_us_};
}

bool Program::reap() {
  int status = 0;
  for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) note_death(pid, status);
  return exit_.has_value();
}

void Program::kill_all() {
  // A process that is being created while kill() walks the list is missed once; it cannot be for ever.
  for (;;) {
    ::kill(-1, SIGKILL);
    int status = 0;
    const pid_t pid = base::retry([&] { return ::waitpid(-1, &status, 0); });
    if (pid < 0) return;  // ECHILD: nothing is left
    note_death(pid, status);
  }
}

void Program::watch() {
  std::uint64_t memory = 0, cpu = 0, threads = 0;
  for_each_process([&](int pid) {
    memory += resident_bytes(pid);
    threads += threads_of(pid);
    cpu += cpu_us(pid);
  });
  rusage dead{};
  ::getrusage(RUSAGE_CHILDREN, &dead);
  cpu += static_cast<std::uint64_t>(microseconds_of(dead.ru_utime) + microseconds_of(dead.ru_stime));
  processes_reached_ |= processes_ != 0 && threads >= processes_;
  memory_exceeded_ = run_memory_ != 0 && memory > run_memory_;
  cpu_exceeded_ = run_cpu_us_ != 0 && cpu > run_cpu_us_;
  if (memory_exceeded_ || cpu_exceeded_) kill_all();
}

protocol::Exit Program::exit() const {
  protocol::Exit result = exit_.value_or(protocol::Exit{});
  rusage usage{};  // of all that we have reaped; the agent runs one program in its life, or one compile
  ::getrusage(RUSAGE_CHILDREN, &usage);
  result.user_us = microseconds_of(usage.ru_utime);
  result.system_us = microseconds_of(usage.ru_stime);
  // What a runtime used before it had its program is not the program's. The kernel tells the two kinds apart only
  // when a process is over: the share is taken off both.
  if (const auto total = result.user_us + result.system_us; cpu_before_us_ > 0 && total > 0) {
    const auto own = std::max<std::int64_t>(total - static_cast<std::int64_t>(cpu_before_us_), 0);
    result.user_us = result.user_us * own / total;
    result.system_us = own - result.user_us;
  }
  result.agent_us = now_us(CLOCK_PROCESS_CPUTIME_ID) - agent_started_us_;
  result.memory_peak = static_cast<std::uint64_t>(usage.ru_maxrss) << 10;
  result.memory_exceeded = memory_exceeded_;
  result.cpu_exceeded = cpu_exceeded_;
  result.process_limit_reached = processes_reached_;
  return result;
}

void Program::signal(int number) const {
  if (!exit_) ::kill(-pid_, number);
}

}  // namespace cordon::agent
