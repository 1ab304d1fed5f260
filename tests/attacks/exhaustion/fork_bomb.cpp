// expect: time_limit | timeout: 2
#include <unistd.h>
int main() {
  for (;;) fork();
}
