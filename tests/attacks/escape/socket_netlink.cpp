// expect: contained | stopped by: system_call_filter
#include <cstdio>
#include <sys/socket.h>
int main() {
  for (int protocol = 1; protocol < 23; ++protocol)
    if (socket(AF_NETLINK, SOCK_RAW, protocol) >= 0) return std::printf("ESCAPED: netlink %d\n", protocol), 0;
  std::puts("contained");
}
