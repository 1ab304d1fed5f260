// expect: contained or memory_limit | limits: {"memory": 33554432}
#include <cstdio>
#include <sys/msg.h>
int main() {
  struct { long type; char text[8000]; } message{1, {}};
  long total = 0;
  for (int queue; total < (128 << 20) && (queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600)) >= 0;)
    while (msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT) == 0) total += sizeof message.text;
  std::puts(total < (128 << 20) ? "contained" : "ESCAPED: the memory of queues");
}
