// expect: contained | stopped by: system_call_filter
#include <cstdio>
#include <cstdlib>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  const pid_t child = fork();
  if (child == 0) _exit(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 7 : 0);
  int status = 0;
  waitpid(child, &status, 0);
  std::puts(WEXITSTATUS(status) == 7 ? "ESCAPED: a traced child" : "contained");
}
