// expect: contained | stopped by: system_call_filter
// What a program starts is under the same filter.
#include <cstdio>
#include <fcntl.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(int count, char** arguments) {
  if (count > 1) return std::puts(unshare(CLONE_NEWUSER) == 0 ? "ESCAPED: a user namespace" : "contained"), 0;
  char again[] = "again";
  char* const words[] = {arguments[0], again, nullptr};
  char* const none[] = {nullptr};
  syscall(SYS_execveat, open("/proc/self/exe", O_RDONLY), "", words, none, AT_EMPTY_PATH);
  std::puts("not executed");
}
