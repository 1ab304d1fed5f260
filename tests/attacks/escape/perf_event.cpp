// expect: contained | stopped by: system_call_filter
#include <cstdio>
#include <cstring>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  perf_event_attr attribute{};
  attribute.type = PERF_TYPE_SOFTWARE;
  attribute.size = sizeof attribute;
  attribute.config = PERF_COUNT_SW_PAGE_FAULTS;
  attribute.exclude_kernel = attribute.exclude_hv = 1;
  std::puts(syscall(SYS_perf_event_open, &attribute, 0, -1, -1, 0) >= 0 ? "ESCAPED: a performance counter" : "contained");
}
