// expect: contained | stopped by: landlock + undumpable_agent
#include <cstdio>
#include <initializer_list>
int main() {
  for (const char* name : {"/proc/1/maps", "/proc/1/auxv", "/proc/1/stack", "/proc/1/syscall", "/proc/1/io"})
    if (std::fopen(name, "r") != nullptr) return std::printf("ESCAPED: %s\n", name), 0;
  std::puts("contained");
}
