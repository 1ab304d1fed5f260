// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
#include <cstdio>
#include <cstring>
#include <sys/mman.h>
int main() {
  void* memory = mmap(nullptr, 128 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  std::memset(memory, 1, 128 << 20);
  std::puts("ESCAPED: twice the limit");
}
