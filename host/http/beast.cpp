// Asio and Beast are compiled here, and nowhere else: see cordon_asio in CordonDependencies.cmake.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
