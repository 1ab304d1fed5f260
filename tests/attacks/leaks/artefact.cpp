// expect: contained | runs: plant look
// The same source again gets the artefact that was kept: the one that was compiled, not what the first run made of its copy.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdio>
#include <cstring>

int main(int, char** arguments) {
  if (std::strcmp(arguments[1], "plant") == 0) {
    const char script[] = "#!/bin/sh\necho ESCAPED\n";
    const int own = open("main", O_RDWR | O_TRUNC);  // refused while it runs
    if (own >= 0 && write(own, script, sizeof script - 1) > 0) std::puts("overwritten");
    unlink("main");
    const int file = open("main", O_WRONLY | O_CREAT | O_EXCL, 0755);
    if (write(file, script, sizeof script - 1) < 0) return 1;
    if (open("/box/planted", O_WRONLY | O_CREAT, 0755) < 0) return 1;
  } else if (access("/box/planted", F_OK) == 0) {
    std::puts("ESCAPED");
  }
  std::puts("contained");
}
