// What a runtime waits with (epoll, eventfd, pipes to itself) is shared with every child that it forks: one would wake
// the other. These are noted before, and made anew in the child under the same numbers, pipes with what was in them:
// libuv has a lock that is a byte in a pipe.
#pragma once

namespace cordon::zygotes {

// Notes, and takes what is in them from, all descriptors above those that are reserved (host/cage/birth.hpp). Throws std::system_error if there is one
// that cannot be made anew.
void note_descriptors();

void renew_descriptors();

}  // namespace cordon::zygotes
