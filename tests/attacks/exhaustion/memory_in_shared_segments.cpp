// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 67108864}
#include <cstdio>
#include <cstring>
#include <sys/shm.h>
int main() {
  for (int i = 0; i < 4; ++i) {
    const int segment = shmget(IPC_PRIVATE, 32 << 20, IPC_CREAT | 0600);
    void* memory = shmat(segment, nullptr, 0);
    if (memory == reinterpret_cast<void*>(-1)) return 1;
    std::memset(memory, 1, 32 << 20);
    shmdt(memory);
  }
  std::puts("ESCAPED: twice the limit");
}
