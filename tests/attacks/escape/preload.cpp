// expect: contained | stopped by: system_call_filter | env: {"LD_PRELOAD": "/box/main", "LD_AUDIT": "/box/main", "LD_LIBRARY_PATH": "/box"}
// The request's environment reaches the program and nothing before it.
#include <cstdio>
#include <sched.h>
int main() { std::puts(unshare(CLONE_NEWUSER) == 0 ? "ESCAPED: a user namespace" : "contained"); }
