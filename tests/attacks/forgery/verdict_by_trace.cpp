// expect: runtime_error | exit: 3 | stopped by: landlock + system_call_filter + undumpable_agent | weakened: ok or 500
// Takes the agent's channel, and says itself how it ended.
#include <cstdint>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  struct [[gnu::packed]] { std::uint32_t length = 43; std::uint8_t type = 0x85; std::int32_t status = 0; std::int64_t times[3] = {1, 1, 1}; std::uint64_t peak = 1; std::uint8_t exceeded[2] = {}; } frame;
  frame.length = sizeof frame - 4;
  const long channel = syscall(438, syscall(SYS_pidfd_open, 1, 0), 3, 0);
  if (channel >= 0 && write(static_cast<int>(channel), &frame, sizeof frame) > 0) usleep(500000);
  return 3;
}
