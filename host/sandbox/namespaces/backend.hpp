// Sandboxes made of Linux namespaces, by the cage at the other end of a socket.
#pragma once

#include "base/unique_fd.hpp"
#include "host/sandbox/sandbox.hpp"

#include <functional>

namespace cordon::sandbox::namespaces {

// `channel`: the socket that the cage started us with. Blocks until the cage has said what is in force.
// `on_lost`: the cage is gone, and with it every sandbox.
Result<std::unique_ptr<Backend>> connect(asio::any_io_executor executor, UniqueFd channel,
                                         std::function<void()> on_lost);

}  // namespace cordon::sandbox::namespaces
