// expect: contained
// By handle one opens files of the whole file system, not only of what is mounted.
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
int main() {
  alignas(file_handle) char space[sizeof(file_handle) + 8] = {};
  auto* handle = reinterpret_cast<file_handle*>(space);
  handle->handle_bytes = 8;
  handle->handle_type = 1;
  const unsigned root[] = {2, 0};
  std::memcpy(handle->f_handle, root, sizeof root);
  for (const char* mount : {"/", "/usr", "/etc", "/box"}) {
    const int below = open(mount, O_RDONLY);
    if (open_by_handle_at(below, handle, O_RDONLY) >= 0) return std::puts("ESCAPED: the host's root"), 0;
  }
  std::puts("contained");
}
