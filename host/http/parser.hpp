// Bytes in, one request out; no sockets. Stricter than Beast, which it drives: what two programs in a
// row could read differently (a folded line, a lone CR, two lengths) is refused.
//
// Owned by the connection, one for each request.
#pragma once

#include "base/result.hpp"
#include "host/http/message.hpp"
#include "host/http/options.hpp"

#include <memory>

namespace cordon::http {

class Parser {
 public:
  enum class Phase { header, body, done };

  explicit Parser(const Options& options);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // How many bytes of the front of `data` are used up; what is left is to be offered again with more
  // behind it. After an error the connection is of no further use.
  Result<std::size_t> feed(std::string_view data);

  [[nodiscard]] Phase phase() const;
  [[nodiscard]] Request& request();
  [[nodiscard]] std::string_view authority() const;  // the host that the client means
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] bool expects_continue() const;

 private:
  class Reader;
  Result<std::size_t> feed_header(std::string_view data);
  Result<std::size_t> feed_reader(std::string_view data);

  std::unique_ptr<Reader> reader_;
  std::size_t header_limit_;
  std::size_t scanned_ = 0;      // bytes of the unfinished header that have been looked at
  std::size_t empty_lines_ = 0;  // before the request
};

}  // namespace cordon::http
