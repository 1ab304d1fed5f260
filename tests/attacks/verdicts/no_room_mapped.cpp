// expect: file_limit | signal: SIGBUS
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int main() {
  const int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
  if (ftruncate(file, 32 << 20) != 0) return 1;
  volatile char* map = static_cast<char*>(mmap(nullptr, 32 << 20, PROT_WRITE, MAP_SHARED, file, 0));
  for (int i = 0; i < 32 << 20; i += 4096) map[i] = 1;
}
