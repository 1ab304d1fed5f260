// expect: contained | stopped by: resource_limits
#include <cstdio>
#include <initializer_list>
#include <sys/resource.h>
#include <utility>
int main() {
  for (const auto& [resource, bound] : {std::pair{RLIMIT_NOFILE, 4096UL}, {RLIMIT_FSIZE, 512UL << 20}, {RLIMIT_MEMLOCK, 65536UL},
                                       {RLIMIT_SIGPENDING, 1024UL}, {RLIMIT_STACK, 64UL << 20}}) {
    rlimit limit{};
    getrlimit(resource, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(resource, &limit) == 0 && limit.rlim_cur > bound) return std::printf("ESCAPED: %d is %lu\n", resource, limit.rlim_cur), 0;
    limit.rlim_max += 1;
    if (limit.rlim_max != 0 && setrlimit(resource, &limit) == 0) return std::printf("ESCAPED: %d was raised\n", resource), 0;
  }
  std::puts("contained");
}
