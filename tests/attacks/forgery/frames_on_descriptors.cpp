// expect: contained | stopped by: closed_descriptors
// The same, to whatever is open: a descriptor of the agent's would be its channel.
#include <cstdio>
#include <cstring>
#include <unistd.h>
int main() {
  char frame[] = {7, 0, 0, 0, char(0x82), 'f', 'o', 'r', 'g', 'e', 'd'};  // output
  int taken = 0;
  for (int fd = 3; fd < 4096; ++fd) taken += write(fd, frame, sizeof frame) > 0;
  std::puts(taken > 0 ? "ESCAPED: frames were sent for the agent" : "contained");
}
