// expect: contained | stopped by: resource_limits
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
int main() {
  rlimit limit{};
  getrlimit(RLIMIT_CORE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_CORE, &limit);
  const pid_t child = fork();
  if (child == 0) std::abort();
  int status = 0;
  waitpid(child, &status, 0);
  std::puts(WCOREDUMP(status) || limit.rlim_max > 0 ? "ESCAPED: a core file" : "contained");
}
