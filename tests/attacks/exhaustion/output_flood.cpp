// expect: output_limit
#include <unistd.h>
static char block[65536];
int main() {
  for (char& c : block) c = 'x';
  while (write(1, block, sizeof block) > 0) {
  }
}
