#include "host/http/census.hpp"

#include <algorithm>

namespace cordon::http {

Census::Answer Census::enter(const std::string& client) {
  if (total_ >= most_) return Answer::full;
  if (!client.empty()) {
    std::size_t& of_this_client = clients_[client];
    if (of_this_client >= most_per_client_) return Answer::too_many_of_this_client;
    ++of_this_client;
  }
  ++total_;
  return Answer::welcome;
}

void Census::leave(const std::string& client) {
  --total_;
  if (const auto found = clients_.find(client); found != clients_.end() && --found->second == 0) clients_.erase(found);
}

std::string client_of(const boost::asio::ip::address& address) {
  namespace ip = boost::asio::ip;
  if (address.is_v4()) return address.is_loopback() ? "" : address.to_string();
  const ip::address_v6 long_address = address.to_v6();
  if (long_address.is_v4_mapped()) return client_of(ip::make_address_v4(ip::v4_mapped, long_address));
  if (long_address.is_loopback()) return "";
  ip::address_v6::bytes_type bytes = long_address.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), ip::address_v6::bytes_type::value_type{0});
  return ip::address_v6{bytes}.to_string() + "/64";
}

}  // namespace cordon::http
