// expect: contained
// Asks for what exists without reading it.
#include <cstdio>
#if __has_include("{{state}}/server.log") || __has_include("/work") || __has_include("/proc/1/environ") || __has_include("/root/.bashrc") || \
    __has_include("/usr/bin/cordond") || __has_include("/etc/shadow") || __has_include("/sys/kernel/vmcoreinfo")
#define FOUND "ESCAPED: a file of the host"
#else
#define FOUND "contained"
#endif
int main() { std::puts(FOUND); }
