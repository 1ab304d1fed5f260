// Where the C library keeps the number of a thread.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::zygotes {

// Of the calling thread, by which it knows itself, and others wait for its end. The C library tells nobody where it has
// this, but the kernel where the list is (get_robust_list(2)) that comes two words later. nullptr where that is not so.
inline int* id_before(void* robust_list) {
  int* const id = static_cast<int*>(robust_list) - 4;
  return robust_list != nullptr && *id == ::syscall(SYS_gettid) ? id : nullptr;
}

}  // namespace cordon::zygotes
