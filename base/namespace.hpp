// Steps into namespaces that the cage takes, and that `cordonctl doctor` tries. They throw
// std::system_error, and are for a process with a single thread.
#pragma once

#include <sys/types.h>

namespace cordon::base {

// The user and group maps of the calling process's new user namespace: one of each is known in it
// (user_namespaces(7)). `outside` as the parent namespace numbers it.
struct OneId {
  id_t inside, outside;
};
void map_one_user(OneId user, OneId group);

// Of the calling process's network namespace.
void raise_loopback();

}  // namespace cordon::base
