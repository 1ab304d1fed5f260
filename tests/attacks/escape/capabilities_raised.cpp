// expect: contained | stopped by: no_capabilities + system_call_filter
#include <cstdio>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct all[2] = {{1u << CAP_SYS_CHROOT, 1u << CAP_SYS_CHROOT, 0}, {0, 0, 0}};
  std::puts(syscall(SYS_capset, &header, all) == 0 && chroot("/tmp") == 0 ? "ESCAPED: a capability used" : "contained");
}
