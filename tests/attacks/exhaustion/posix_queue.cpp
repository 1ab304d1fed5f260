// expect: contained | stopped by: landlock + resource_limits
#include <cstdio>
#include <fcntl.h>
#include <mqueue.h>
int main() { std::puts(mq_open("/q", O_CREAT | O_RDWR, 0600, nullptr) >= 0 ? "ESCAPED: a POSIX queue" : "contained"); }
