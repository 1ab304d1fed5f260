// Frames: u32 length (type and payload), u8 type, payload; little-endian. See message.hpp.
#pragma once

#include "base/bytes.hpp"
#include "guest/protocol/message.hpp"

#include <optional>

namespace cordon::protocol {

// One whole frame, ready to be written.
std::string encode(const FromHost& message);
std::string encode(const FromAgent& message);

// Appends an Output frame without copying the data twice.
void append_output(std::string& frames, bool error_stream, std::string_view data);

// Cuts frames out of a byte stream. Fed by the reader of the stream; never holds more than one
// frame's worth beyond what it was fed.
class Decoder {
 public:
  void feed(std::string_view bytes) { buffer_.append(bytes); }

  // The next whole message, or nothing: then more bytes are needed, or the peer broke the protocol
  // (bad() says so, for good).
  std::optional<FromHost> next_from_host();
  std::optional<FromAgent> next_from_agent();

  [[nodiscard]] bool bad() const { return bad_; }

 private:
  struct Frame {
    Type type;
    std::string_view payload;
  };
  std::optional<Frame> next_frame();
  template <class Message>
  std::optional<Message> next(std::optional<Message> (*decode)(Type, base::Reader&));

  std::string buffer_;
  std::size_t used_ = 0;
  bool bad_ = false;
};

}  // namespace cordon::protocol
