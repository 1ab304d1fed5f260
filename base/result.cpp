#include "base/result.hpp"

#include <cerrno>
#include <system_error>

namespace cordon::base {

tl::unexpected<Error> fail_errno(std::string_view operation, int error_number) {
  return fail(Errc::internal, std::string{operation} + ": " + std::generic_category().message(error_number));
}

tl::unexpected<Error> fail_errno(std::string_view operation) { return fail_errno(operation, errno); }

}  // namespace cordon::base
