// Who is connected: how many in all, and how many from each client. Event-loop thread only.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <map>
#include <string>

namespace cordon::http {

class Census {
 public:
  enum class Answer { welcome, full, too_many_of_this_client };

  Census(std::size_t most, std::size_t most_per_client) : most_{most}, most_per_client_{most_per_client} {}

  // A client "" is not limited by itself. leave() must follow if it is welcome.
  Answer enter(const std::string& client);
  void leave(const std::string& client);

 private:
  std::size_t most_, most_per_client_;
  std::size_t total_ = 0;
  std::map<std::string, std::size_t> clients_;
};

// What connections from one client have in common: the address, of IPv6 the first half, because whoever
// has one has all of the second. "" for loopback, which is not limited.
std::string client_of(const boost::asio::ip::address& address);

}  // namespace cordon::http
