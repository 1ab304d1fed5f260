// expect: contained
#include <cstdio>
#include <initializer_list>
#include <cstring>
extern char** environ;
int main() {
  for (char** variable = environ; *variable != nullptr; ++variable)
    for (const char* name : {"HOST_SECRET", "STATE_DIR", "PORT", "CORDON", "SUDO", "SSH", "LANGUAGES_PATH"})
      if (std::strncmp(*variable, name, std::strlen(name)) == 0) return std::printf("ESCAPED: %s\n", *variable), 0;
  std::puts("contained");
}
