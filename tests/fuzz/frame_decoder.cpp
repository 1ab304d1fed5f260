// What a sandbox, or the host, may send: frames of both directions, in pieces. What is decoded is encoded again
// and must be the same.
#include "guest/protocol/codec.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace cordon;

namespace {

template <class Next>
void decode(std::string_view stream, std::size_t piece, Next next) {
  protocol::Decoder decoder;
  std::size_t payload = 0;
  while (!stream.empty()) {
    decoder.feed(stream.substr(0, piece));
    stream.remove_prefix(std::min(piece, stream.size()));
    while (const auto message = (decoder.*next)()) {
      const std::string once = protocol::encode(*message);
      protocol::Decoder again;
      again.feed(once);
      const auto repeated = (again.*next)();
      fuzz::claim(repeated && protocol::encode(*repeated) == once, "what was decoded can be sent again");
      payload += once.size();
    }
  }
  fuzz::claim(payload <= (std::size_t{64} << 20), "messages are no larger than what they were made from");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  const std::uint8_t how = input.byte();
  const std::size_t piece = how < 2 ? input.rest().size() + 1 : how;
  if ((how & 1) != 0)
    decode(input.rest(), piece, &protocol::Decoder::next_from_host);
  else
    decode(input.rest(), piece, &protocol::Decoder::next_from_agent);
  return 0;
}
