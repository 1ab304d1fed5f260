// What a server that has been taken over asks of the cage, the only privileged program.
#include "host/cage/request.hpp"

#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = cage::decode({reinterpret_cast<const char*>(data), size});
  if (!request) return 0;
  if (const auto* create = std::get_if<cage::CreateMessage>(&*request); create != nullptr && cage::valid(*create)) {
    for (const char c : create->image)
      fuzz::claim((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'), "an image is named by a digest, which is no path");
    fuzz::claim(
        create->memory >= 1 << 20 && create->processes >= 1 && create->cpu_percent >= 1 && create->work_files >= 16,
        "limits are limits");
  }
  if (const auto* limit = std::get_if<cage::LimitMessage>(&*request); limit != nullptr && cage::valid(*limit))
    fuzz::claim(limit->memory >= 1 << 20 && limit->processes >= 1 && limit->cpu_percent >= 1, "limits are limits");
  return 0;
}
