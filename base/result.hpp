// What an operation gives back when it can fail for a reason the caller should know.
//
// Three failures are never mixed: what a submitted program did is data (execution::Outcome); a
// request that we refuse and a failure of our own are both an Error, and its code tells which.
// Bugs throw. Values: copy and pass freely between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace cordon::base {

enum class Errc {
  // The client's side: answered with 4xx.
  malformed_request,    // the request is not what the contract says
  unknown_language,     // no language of that name is loaded
  limit_above_ceiling,  // a limit was asked for that is above what may be granted
  refused_source,       // the rules of the language do not accept this source (findings say why)
  not_found,            // nothing is there
  method_not_allowed,   // something is there, but not for this method
  too_large,            // the body is larger than the server reads
  header_too_large,     // the header is larger than the server reads
  unsupported_media,    // the body is not JSON
  timed_out_reading,    // the client was too slow to send its request
  run_timed_out,        // the program did, where a dialect has a status for that
  forbidden_host,       // the Host header names a server that this is not
  // For now: answered with 503 and Retry-After.
  busy,          // the queue is full, or nothing became free in time
  draining,      // the server is shutting down
  no_isolation,  // no sandbox can be made here
  // Our side: answered with 500, logged and counted.
  bad_configuration,  // a file or option of the operator's cannot be used
  unavailable,        // an image or a language is not ready (503)
  internal,           // an operation failed that should not have
};

// One place in a refused source.
struct Finding {
  std::string rule;     // stable id, for clients to match on: "java.no-public-class"
  std::string message;  // one sentence
  std::string file;
  std::uint32_t line = 0;    // from 1; 0 where it is about the whole file
  std::uint32_t column = 0;  // from 1; 0 as above
  bool operator==(const Finding&) const = default;
};

struct Error {
  Errc code = Errc::internal;
  std::string message;  // one sentence that says what to do; shown to clients for 4xx and 503 only
  std::vector<Finding> findings = {};
};

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Errc code, std::string message, std::vector<Finding> findings = {}) {
  return tl::unexpected<Error>{Error{code, std::move(message), std::move(findings)}};
}

// "operation: what errno means", for a failure of our own.
tl::unexpected<Error> fail_errno(std::string_view operation, int error_number);
tl::unexpected<Error> fail_errno(std::string_view operation);  // the current errno

}  // namespace cordon::base

namespace cordon {
using base::Errc;
using base::Error;
using base::fail;
using base::fail_errno;
using base::Finding;
using base::Result;
}  // namespace cordon

// Give the error to the caller, or go on. The statement form, because an expression macro around
// co_await crashes GCC 12. TRY(auto image, open_image(id)); declares `image`; TRY_VOID(check(x));
#define CORDON_CONCAT_(a, b) a##b
#define CORDON_CONCAT(a, b) CORDON_CONCAT_(a, b)
#define CORDON_TRY_(keyword, temporary, declaration, expression)                                 \
  auto temporary = (expression);                                                                 \
  if (!temporary) keyword ::tl::unexpected<::cordon::base::Error>{std::move(temporary).error()}; \
  declaration = *std::move(temporary)
#define CORDON_TRY_VOID_(keyword, temporary, expression)                                           \
  if (auto temporary = (expression); !temporary) keyword ::tl::unexpected<::cordon::base::Error> { \
      std::move(temporary).error()                                                                 \
    }
#define TRY(declaration, ...) CORDON_TRY_(return, CORDON_CONCAT(result_, __LINE__), declaration, (__VA_ARGS__))
#define TRY_VOID(...) CORDON_TRY_VOID_(return, CORDON_CONCAT(result_, __LINE__), (__VA_ARGS__))
#define CO_TRY(declaration, ...) CORDON_TRY_(co_return, CORDON_CONCAT(result_, __LINE__), declaration, (__VA_ARGS__))
#define CO_TRY_VOID(...) CORDON_TRY_VOID_(co_return, CORDON_CONCAT(result_, __LINE__), (__VA_ARGS__))
