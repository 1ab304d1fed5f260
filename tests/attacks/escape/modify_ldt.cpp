// expect: contained | stopped by: system_call_filter
#include <asm/ldt.h>
#include <cstdio>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  user_desc segment{};
  segment.limit = 0xfffff;
  segment.seg_32bit = segment.limit_in_pages = segment.useable = 1;
  std::puts(syscall(SYS_modify_ldt, 1, &segment, sizeof segment) == 0 ? "ESCAPED: a segment" : "contained");
}
