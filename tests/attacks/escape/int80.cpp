// expect: contained | stopped by: system_call_filter
// The 32-bit calls have other numbers: a filter that forgets them lets everything through.
#include <cstdio>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  const pid_t child = fork();
  if (child == 0) {
    int result = 20;  // getpid
    asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    _exit(result == getpid() ? 7 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::puts(WIFEXITED(status) && WEXITSTATUS(status) == 7 ? "ESCAPED: a 32-bit call" : "contained");
}
