// expect: contained | stopped by: ipc_namespace | runs: plant look
#include <cstdio>
#include <cstring>
#include <sys/shm.h>
int main(int, char** arguments) {
  if (std::strcmp(arguments[1], "plant") == 0) {
    shmget(0x0c0d0e, 4096, IPC_CREAT | 0666);
    return std::puts("contained"), 0;
  }
  const int segment = shmget(0x0c0d0e, 0, 0);
  if (segment >= 0) shmctl(segment, IPC_RMID, nullptr);
  std::puts(segment >= 0 ? "ESCAPED: a segment of another run" : "contained");
}
