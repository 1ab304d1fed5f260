// Coroutines on the one event loop.
//
// Parameters are values, or references to something the caller keeps alive across the await. What
// blocks does not belong on the loop.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace cordon {
namespace asio = boost::asio;
template <class T = void>
using Task = asio::awaitable<T>;
}  // namespace cordon
