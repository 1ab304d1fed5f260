// Does, well or badly, what the first line of the main file asks for.
#include <cordon/plugin.hpp>

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

std::string attempt(const char* what, long result) {
  return std::string{what} + ": " + (result >= 0 ? "it worked" : strerrorname_np(errno));
}

// What a taken-over plugin would try first.
void escape(cordon::Submission& submission) {
  char program[] = "/bin/true";
  char* const argv[] = {program, nullptr};
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const void* executable = ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const std::vector<std::string> results{
      attempt("open for reading", ::open("/etc/passwd", O_RDONLY)),
      attempt("open for writing", ::open("/tmp/cordon-escape", O_WRONLY | O_CREAT, 0600)),
      attempt("socket", ::socket(AF_INET, SOCK_STREAM, 0)),
      attempt("fork", ::fork()),
      attempt("exec", ::execv("/bin/true", argv)),
      attempt("kill", ::kill(::getppid(), 0)),
      attempt("executable page", executable == MAP_FAILED ? -1 : 0),
      attempt("page made executable", ::mprotect(page, 4096, PROT_READ | PROT_EXEC)),
      attempt("ptrace", ::syscall(SYS_ptrace, 16, ::getppid(), 0, 0)),
      attempt("unlink", ::unlink("/tmp/cordon-escape")),
  };
  for (const std::string& result : results) submission.warn(0, "escape", result);
}

void flood(cordon::Submission& submission) {
  const std::string large(100'000, 'x');
  for (int i = 0; i < 10'000; ++i) submission.warn(0, "flood", i % 1000 == 0 ? large : "small");
  submission.refuse(0, "flood.error", "the one that matters");
}

}  // namespace

namespace {

class Obedient {
 public:
  explicit Obedient(cordon::Config config) : greeting_{config.json} {
    if (config.json.find("throw") != std::string_view::npos) throw std::runtime_error("no such luck");
    if (config.json.find("hang") != std::string_view::npos)
      for (;;) ::pause();
  }

  void prepare(cordon::Submission& submission) const {
    const std::string_view order = submission.content(0).substr(0, submission.content(0).find('\n'));
    if (order == "config") submission.set("known", greeting_);
    if (order == "variables") {
      submission.set("known", "from the plugin");
      submission.set("unknown", "ignored");
    }
    if (order == "layout") {
      submission.rename(0, "Hello.java");
      submission.add("go.mod", "module main\n");
    }
    if (order == "refuse") submission.refuse(0, "test.refused", "not like this", 3, 5);
    if (order == "warn") submission.warn(0, "test.warned", "better not");
    if (order == "throw") throw std::runtime_error("thrown");
    if (order == "throw int") throw 5;
    if (order == "hang") hang();
    if (order == "crash") std::raise(SIGSEGV);
    if (order == "exit") ::_exit(0);
    if (order == "flood") flood(submission);
    if (order == "escape") escape(submission);
    if (order == "eat memory") eat_memory();
    if (order.substr(0, 5) == "name ") submission.rename(0, order.substr(5));
    if (order.substr(0, 4) == "add ") submission.add(order.substr(4), "x");
    if (order == "add much")
      for (int i = 0; i < 100; ++i) submission.add("added" + std::to_string(i), std::string(50'000, 'x'));
    if (order == "name others") submission.rename(7, "other");
  }

  void diagnostics(std::string_view step, std::string_view output, cordon::Report& report) const {
    if (output == "crash") std::raise(SIGSEGV);
    for (int i = 0; output == "flood" && i < 10'000; ++i) report.add({.message = cordon::text("again")});
    report.add({.severity = CORDON_ERROR,
                .line = 3,
                .column = 7,
                .path = cordon::text("main.x"),
                .code = cordon::text("E1"),
                .message = cordon::text(output.substr(0, 100))});
    report.summary(std::string{step} + ": " + std::to_string(output.size()));
    if (step == "run") report.nothing_ran();
  }

 private:
  static void hang() {
    volatile bool on = true;
    while (on) continue;
  }
  static void eat_memory() {
    std::vector<std::string> eaten;
    for (;;) eaten.emplace_back(1 << 20, 'x');
  }

  std::string greeting_;
};

}  // namespace

CORDON_PLUGIN(Obedient, "obedient", "1.0.0");
