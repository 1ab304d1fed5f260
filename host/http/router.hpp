// A table of method and path against what answers it.
//
// Immutable after construction; handlers run on the event loop. A pattern is a path whose segments
// may be "{name}": "/languages/{id}".
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/http/message.hpp"

#include <functional>
#include <variant>

namespace cordon::http {

// The request is alive until the task ends. Cancelled when the client is gone.
using Handler = std::function<Task<Response>(const Request&)>;

struct Route {
  std::string method;
  std::string pattern;
  Handler handler;
};

class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Refusal {
    Error error;
    std::string allow;  // for 405: the methods that there are
  };
  // The handler, and in `params` what the pattern's names stand for. HEAD is answered by GET. OPTIONS,
  // where no route has it, is a Refusal too: the connection answers it from `allow`.
  [[nodiscard]] std::variant<const Handler*, Refusal> find(std::string_view method, std::string_view path,
                                                           Pairs& params) const;

 private:
  struct Row {
    Route route;
    std::vector<std::string> segments;  // "{id}" stands for itself here
    bool literal;                       // no {names}: compared as a whole
  };
  std::vector<Row> rows_;
};

}  // namespace cordon::http
