#include "host/confinement/landlock.hpp"
#include "host/confinement/sanitized.hpp"
#include "host/confinement/server.hpp"
#include "host/confinement/system_calls.hpp"

#include "base/landlock.hpp"
#include "base/syscall.hpp"
#include "base/temp_dir.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

namespace cordon::confinement {
namespace {

namespace fs = std::filesystem;

// What `action` answers in a child process that was confined first; 100 + errno if it is -1, 200 and
// more if a signal ended it.
int in_child(const std::function<void()>& confine, const std::function<long()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      confine();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ::_exit(99);
    }
    const long result = action();
    ::_exit(result >= 0 ? 0 : 100 + errno);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 200 + WTERMSIG(status) : WEXITSTATUS(status);
}

constexpr int allowed = 0;
constexpr int refused = 100 + EACCES;
constexpr int unknown_call = 100 + ENOSYS;

class Confined : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* folder : {"images", "server", "elsewhere"}) fs::create_directory(root() / folder);
    std::ofstream{root() / "images/list"} << "x";
    std::ofstream{root() / "elsewhere/secret"} << "x";
    fs::permissions(root() / "elsewhere/secret", fs::perms{0666});
  }
  [[nodiscard]] fs::path root() const { return folder_->path(); }
  [[nodiscard]] int after(const std::function<long()>& action) const {
    return in_child(
        [&] { confine_server({.reads = {root() / "images"}, .writes = root() / "server", .port = 0}, STDERR_FILENO); },
        action);
  }
  [[nodiscard]] int after_opening(const fs::path& path, int flags) const {
    return after([&] { return ::open(path.c_str(), flags, 0600); });
  }
  static bool has_landlock() { return base::landlock::abi() > 0 && !sanitized; }

 private:
  Result<TempDir> folder_ = TempDir::create(fs::temp_directory_path(), "confinement-test-");
};

TEST_F(Confined, ReadsWhatItMayAndWritesToItsOwnFolder) {
  EXPECT_EQ(after_opening(root() / "images/list", O_RDONLY), allowed);
  EXPECT_EQ(after_opening(root() / "server/new", O_WRONLY | O_CREAT), allowed);
  EXPECT_EQ(after_opening("/dev/null", O_RDWR), allowed);
  EXPECT_EQ(after_opening("/proc/self/status", O_RDONLY), allowed);
}

TEST_F(Confined, ReadsAndWritesNothingElse) {
  if (!has_landlock()) GTEST_SKIP() << "not possible here: no Landlock, or a sanitizer that reads everything";
  EXPECT_EQ(after_opening(root() / "elsewhere/secret", O_RDONLY), refused);
  EXPECT_EQ(after_opening("/etc/passwd", O_RDONLY), refused);
  EXPECT_EQ(after_opening("/proc/1/status", O_RDONLY), refused);
  EXPECT_EQ(after_opening(root() / "images/new", O_WRONLY | O_CREAT), refused);
  EXPECT_EQ(after_opening(root() / "images/list", O_WRONLY), refused);
  EXPECT_EQ(after([&] { return ::truncate((root() / "images/list").c_str(), 0); }), unknown_call);
}

TEST_F(Confined, ExecutesNothingButItself) {
  if (!has_landlock()) GTEST_SKIP() << "not possible here: no Landlock, or a sanitizer that reads everything";
  const auto execute = [](const char* path) {
    return [path]() -> long {
      const char* const arguments[] = {path, "--gtest_list_tests", nullptr};
      return ::execve(path, const_cast<char* const*>(arguments), environ);
    };
  };
  EXPECT_EQ(after(execute("/bin/true")), refused);
  EXPECT_EQ(after([&] {
              ::dup2(::open("/dev/null", O_WRONLY), 1);
              return execute("/proc/self/exe")();
            }),
            allowed);
}

TEST_F(Confined, ConnectsToNobodyOverTcp) {
  if (!has_landlock() || base::landlock::abi() < 4) GTEST_SKIP() << "not possible here: Landlock without rules for TCP";
  EXPECT_EQ(after([] {
              const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
              sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(9), .sin_addr = {htonl(INADDR_LOOPBACK)}};
              return ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
            }),
            refused);
}

TEST_F(Confined, ThreadsAndSocketsStillWork) {
  EXPECT_EQ(after([] {
              std::thread{[] {}}.join();
              int ends[2];
              return ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
            }),
            allowed);
}

TEST_F(Confined, TheLanguageWorkersAlarmStillRings) {
  EXPECT_EQ(after([] {
              const itimerval soon{.it_interval = {}, .it_value = {.tv_sec = 0, .tv_usec = 1000}};
              if (::setitimer(ITIMER_REAL, &soon, nullptr) != 0) return -1;
              return ::poll(nullptr, 0, 10'000);
            }),
            200 + SIGALRM);
}

TEST_F(Confined, CallsThatItDoesNotNeedAreUnknown) {
  EXPECT_EQ(after([] { return ::unshare(CLONE_NEWUSER); }), unknown_call);
  EXPECT_EQ(after([] { return ::syscall(SYS_bpf, 0, 0, 0); }), unknown_call);
  EXPECT_EQ(after([] { return ::syscall(SYS_keyctl, 0, -3, 0); }), unknown_call);
  EXPECT_EQ(after([] { return ::syscall(425 /* io_uring_setup */, 8, 0); }), unknown_call);
  EXPECT_EQ(after([] { return ::socket(AF_PACKET, SOCK_RAW, 0); }), unknown_call);
  EXPECT_EQ(after([] { return ::socket(AF_INET, SOCK_RAW, 1); }), unknown_call);
  EXPECT_EQ(after([] { return ::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0); }),
            sanitized ? allowed : unknown_call);
}

TEST_F(Confined, MemoryIsNeverWritableAndExecutable) {
  if (sanitized) GTEST_SKIP() << "not possible here: a sanitizer maps what it likes";
  const auto map = [](int protection) {
    return [protection]() -> long {
      return ::mmap(nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0;
    };
  };
  EXPECT_EQ(after(map(PROT_READ | PROT_WRITE)), allowed);
  EXPECT_EQ(after(map(PROT_READ | PROT_WRITE | PROT_EXEC)), unknown_call);
}

TEST_F(Confined, CallsOfAnotherArchitectureEndIt) {
  EXPECT_EQ(after([]() -> long {
              long result = 20;  // getpid of i386
              asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
              return result;
            }),
            200 + SIGSYS);
  EXPECT_EQ(after([] { return ::syscall(0x40000000L | SYS_getpid); }), 200 + SIGSYS);  // x32
}

TEST_F(Confined, WhatWasInheritedIsClosedAndStandardInputIsEmpty) {
  const int inherited = ::open("/dev/zero", O_RDONLY);
  EXPECT_EQ(after([&] { return ::fcntl(inherited, F_GETFD); }), 100 + EBADF);
  EXPECT_EQ(after([] {
              char byte = 0;
              return ::read(0, &byte, 1) == 0 ? 0L : -1L;
            }),
            allowed);
  ::close(inherited);
}

TEST_F(Confined, NoPrivilegesCanBeGainedAndNobodyLooksIn) {
  EXPECT_EQ(after([] { return ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0L : -1L; }), allowed);
  if (sanitized) GTEST_SKIP() << "not possible here: a sanitizer traces the process";
  EXPECT_EQ(after([] { return ::prctl(PR_GET_DUMPABLE) == 0 ? 0L : -1L; }), allowed);
}

TEST(SystemCallFilter, HoldsForThreadsThatAreAlreadyThere) {
  if (sanitized) GTEST_SKIP() << "not possible here: a sanitizer makes calls of its own that this filter refuses";
  static std::atomic<bool> running = false, filtered = false;
  static std::atomic<int> seen = -1;
  EXPECT_EQ(in_child([] { ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); },
                     []() -> long {
                       // Neither ends by itself: what a thread does at its end is none of this test's business.
                       std::thread{[] {
                         running = true;
                         while (!filtered) {
                         }
                         seen = ::syscall(SYS_getppid) < 0 ? errno : 0;
                         for (;;) {
                         }
                       }}.detach();
                       while (!running) {
                       }
                       SystemCallFilter filter{EPERM};
                       filter.allow(SCMP_SYS(exit_group));
                       filter.allow_memory(false);
                       filter.install();
                       filtered = true;
                       while (seen < 0) {
                       }
                       errno = seen;
                       return -1;
                     }),
            100 + EPERM);
}

}  // namespace
}  // namespace cordon::confinement
