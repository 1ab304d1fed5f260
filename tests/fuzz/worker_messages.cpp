// What the language worker, which may have been taken over by what it read, answers; and what it is asked.
#include "host/languages/messages.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

namespace {

template <class T>
void decode(std::string_view body) {
  const auto message = languages::decode<T>(body);
  if (!message) return;
  const std::string once = languages::encode(*message);
  const auto again = languages::decode<T>(once);
  fuzz::claim(again && languages::encode(*again) == once, "what was decoded can be sent again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  const std::uint8_t which = input.byte();
  const std::string_view body = input.rest();
  if (body.size() >= languages::frame_header)
    if (const auto header = languages::parse_header(body.substr(0, languages::frame_header), languages::max_reply))
      fuzz::claim(header->length <= languages::max_reply, "a body is within its limit");
  switch (which % 7) {
    case 0:
      decode<languages::LoadRequest>(body);
      break;
    case 1:
      decode<languages::Loaded>(body);
      break;
    case 2:
      decode<languages::PrepareRequest>(body);
      break;
    case 3:
      decode<languages::DiagnoseRequest>(body);
      break;
    case 4:
      decode<languages::Preparation>(body);
      break;
    case 5:
      decode<languages::Diagnosis>(body);
      break;
    default:
      decode<languages::LogLine>(body);
      break;
  }
  return 0;
}
