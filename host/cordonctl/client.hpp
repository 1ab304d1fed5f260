// Asks a server, one connection for each request. Blocks; not for an event loop.
#pragma once

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "host/cordonctl/url.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace cordon::cordonctl {

struct Reply {
  unsigned status = 0;
  std::string body;
};

class Client {
 public:
  explicit Client(Url url) : url_{std::move(url)} {}

  // Errc::unavailable if nobody answers within `patience`, or Ctrl-C came first.
  [[nodiscard]] Result<Reply> get(const std::string& path, milliseconds patience) const;
  [[nodiscard]] Result<Reply> post(const std::string& path, const std::string& json, milliseconds patience) const;

  [[nodiscard]] const Url& url() const { return url_; }

 private:
  Url url_;
};

// The body of a 200; another status becomes an Error with the sentence that the server gave.
Result<nlohmann::json> answer_of(const Reply& reply);

}  // namespace cordon::cordonctl
