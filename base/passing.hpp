// Datagrams that carry descriptors along (SCM_RIGHTS, unix(7)): how our processes hand each other what is open.
#pragma once

#include "base/unique_fd.hpp"

#include <sys/types.h>
#include <cstddef>
#include <span>
#include <vector>

namespace cordon::base {

inline constexpr std::size_t max_passed_descriptors = 8;

// As send(2), with at most `max_passed_descriptors`.
ssize_t send_with_descriptors(int socket, std::span<const std::byte> data, std::span<const int> descriptors, int flags);

// As recv(2). What comes along replaces `descriptors`, which are closed on exec; more than we take are closed.
ssize_t receive_with_descriptors(int socket, std::span<std::byte> data, std::vector<UniqueFd>& descriptors, int flags);

}  // namespace cordon::base
