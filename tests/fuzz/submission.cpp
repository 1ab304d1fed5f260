// The body of POST /execute. What is accepted keeps the promises that the rest of the server relies on.
#include "host/api/submission.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = api::read_execute_request(fuzz::view(data, size), {.code_points = 1000});
  if (!request) {
    fuzz::claim(!request.error().message.empty(), "a refusal says why");
    const api::Answer answer{{"error", request.error().message}};
    (void)api::dump_json(answer);
    return 0;
  }
  for (std::size_t i = 0; i < request->submission.files.size(); ++i) {
    const auto& path = request->submission.files[i].path;
    fuzz::claim(path.empty() ? i == 0 : api::check_path(path).has_value(), "every path may be one");
    fuzz::claim(path.find("..") != 0 && !path.starts_with('/'), "no path leads out");
  }
  return 0;
}
