// expect: contained
// The compiler's environment ends up in the program.
#include <cstdio>
#include <cstring>
#include <initializer_list>
asm(".section .rodata\n.global stolen\nstolen: .incbin \"/proc/self/environ\"\n.byte 0, 0\n.global stolen_end\nstolen_end:\n.text");
extern const char stolen[], stolen_end[];
int main() {
  for (const char* at = stolen; at < stolen_end; at += std::strlen(at) + 1)
    for (const char* name : {"HOST_SECRET", "STATE_DIR", "CORDON", "SUDO"})
      if (std::strncmp(at, name, std::strlen(name)) == 0) return std::puts("ESCAPED: the server's environment"), 0;
  std::puts("contained");
}
