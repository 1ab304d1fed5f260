// expect: contained | stopped by: resource_limits
#include <cstdio>
#include <sys/mman.h>
#include <sys/resource.h>
int main() {
  void* memory = mmap(nullptr, 9 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  rlimit limit{};
  getrlimit(RLIMIT_MEMLOCK, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_MEMLOCK, &limit);
  std::puts(mlock(memory, 1 << 20) == 0 || mlockall(MCL_CURRENT) == 0 ? "ESCAPED: locked memory" : "contained");
}
