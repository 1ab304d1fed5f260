#include <gmock/gmock.h>
#include <random>

#include "guest/protocol/codec.hpp"

namespace cordon::protocol {
namespace {

using testing::IsEmpty;

Put put() { return {.path = "a/main.py", .data = std::string{"print(1)\0\n", 10}, .mode = 0755, .append = true}; }

Run run() {
  return {.argv = {"/usr/bin/python3", "", "main.py"},
          .environment = {"PATH=/usr/bin", "EMPTY="},
          .file_size = 1ULL << 40,
          .open_files = 64,
          .cpu_seconds = 3,
          .processes = 7,
          .watch_memory = 5,
          .watch_cpu_us = 6,
          .merge_output = true,
          .start_nothing = true,
          .memory = 1ULL << 33,
          .processors = {0, 3, 65535},
          .start = Start::hand_over,
          .library = std::string{"\x7f" "ELF\0", 5}};
}

Exit exited() {
  return {.wait_status = 0x0b00,
          .wall_us = 1,
          .user_us = -2,
          .system_us = 3,
          .memory_peak = 4,
          .memory_exceeded = true,
          .cpu_exceeded = true,
          .file_limit_reached = true,
          .process_limit_reached = true,
          .signalled_itself = true,
          .full = FullPlace::tmp,
          .agent_us = 7,
          .unreachable = 9,
          .denied_calls = {{272, 3}, {165, 1ULL << 60}}};
}

std::vector<FromHost> every_message_from_the_host() {
  return {put(), run(), Run{}, Input{"abc"}, Input{""}, InputEnd{}, Signal{-15}, Stop{}, Collect{"build", 1ULL << 50}};
}

std::vector<FromAgent> every_message_from_the_agent() {
  return {Ready{},
          Failed{"mount /proc", 13},
          Output{"out", false},
          Output{"err", true},
          Output{"", false},
          InputCredit{77},
          exited(),
          Exit{},
          File{.path = "main", .data = std::string(1000, '\xff'), .mode = 0755, .more = true},
          Collected{5, true}};
}

// As there is nothing else that compares them.
template <class Message>
std::string bytes_of(const Message& message) {
  return encode(message);
}

template <class Next>
std::size_t count_of(Decoder& decoder, Next next) {
  std::size_t count = 0;
  while ((decoder.*next)()) ++count;
  return count;
}

std::string frame(std::uint32_t length, std::uint8_t type, std::string_view payload) {
  return std::move(base::Writer{}.number(length).number(type).raw(payload)).take();
}

TEST(Codec, GivesBackWhatTheHostSent) {
  for (const auto& message : every_message_from_the_host()) {
    Decoder decoder;
    decoder.feed(encode(message));
    const auto received = decoder.next_from_host();
    ASSERT_TRUE(received);
    EXPECT_EQ(received->index(), message.index());
    EXPECT_EQ(bytes_of(*received), bytes_of(message));
    EXPECT_FALSE(decoder.next_from_host());
    EXPECT_FALSE(decoder.bad());
  }
}

TEST(Codec, GivesBackWhatTheAgentSent) {
  for (const auto& message : every_message_from_the_agent()) {
    Decoder decoder;
    decoder.feed(encode(message));
    const auto received = decoder.next_from_agent();
    ASSERT_TRUE(received);
    EXPECT_EQ(received->index(), message.index());
    EXPECT_EQ(bytes_of(*received), bytes_of(message));
    EXPECT_FALSE(decoder.bad());
  }
}

TEST(Codec, KeepsEveryFieldOfARun) {
  Decoder decoder;
  decoder.feed(encode(FromHost{run()}));
  const auto received = std::get<protocol::Run>(decoder.next_from_host().value());
  const protocol::Run sent = run();
  EXPECT_EQ(received.argv, sent.argv);
  EXPECT_EQ(received.environment, sent.environment);
  EXPECT_EQ(received.file_size, sent.file_size);
  EXPECT_EQ(received.memory, sent.memory);
  EXPECT_TRUE(received.merge_output);
  EXPECT_TRUE(received.start_nothing);
  EXPECT_EQ(received.processors, sent.processors);
  EXPECT_EQ(received.start, sent.start);
  EXPECT_EQ(received.library, sent.library);
}

TEST(Codec, KeepsEveryFieldOfAnExit) {
  Decoder decoder;
  decoder.feed(encode(FromAgent{exited()}));
  const auto received = std::get<Exit>(decoder.next_from_agent().value());
  EXPECT_EQ(received.wait_status, 0x0b00);
  EXPECT_EQ(received.user_us, -2);
  EXPECT_TRUE(received.file_limit_reached);
  EXPECT_TRUE(received.signalled_itself);
  EXPECT_EQ(received.full, FullPlace::tmp);
  EXPECT_EQ(received.agent_us, 7);
  EXPECT_EQ(received.unreachable, 9U);
  ASSERT_EQ(received.denied_calls.size(), 2U);
  EXPECT_EQ(received.denied_calls[1].count, 1ULL << 60);
}

TEST(Codec, WritesOutputAsItWritesTheMessage) {
  std::string frames;
  append_output(frames, false, "out");
  append_output(frames, true, "err");
  EXPECT_EQ(frames, encode(FromAgent{Output{"out", false}}) + encode(FromAgent{Output{"err", true}}));
}

TEST(Codec, WaitsForTheRestOfAFrameWhereverItIsCut) {
  for (const auto& message : every_message_from_the_agent()) {
    const std::string whole = encode(message);
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
      Decoder decoder;
      decoder.feed(std::string_view{whole}.substr(0, cut));
      ASSERT_FALSE(decoder.next_from_agent());
      ASSERT_FALSE(decoder.bad());
      decoder.feed(std::string_view{whole}.substr(cut));
      ASSERT_TRUE(decoder.next_from_agent());
    }
  }
}

TEST(Codec, TakesBytesOneByOne) {
  std::string stream;
  for (const auto& message : every_message_from_the_host()) stream += encode(message);
  Decoder decoder;
  std::size_t count = 0;
  for (const char byte : stream) {
    decoder.feed({&byte, 1});
    count += count_of(decoder, &Decoder::next_from_host);
  }
  EXPECT_EQ(count, every_message_from_the_host().size());
  EXPECT_FALSE(decoder.bad());
}

// A frame whose payload ends early, at every place where it can: none is taken for a message.
TEST(Codec, RefusesAPayloadThatEndsEarly) {
  for (const auto& message : every_message_from_the_agent()) {
    const std::string whole = encode(message);
    const auto type = static_cast<std::uint8_t>(whole[4]);
    for (std::size_t size = 0; size + 5 < whole.size(); ++size) {
      Decoder decoder;
      decoder.feed(frame(static_cast<std::uint32_t>(size + 1), type, std::string_view{whole}.substr(5, size)));
      const auto received = decoder.next_from_agent();
      // What ends with text of any length cannot be told from a shorter one.
      if (received) {
        EXPECT_LT(bytes_of(*received).size(), whole.size());
      }
      EXPECT_EQ(decoder.bad(), !received.has_value());
    }
  }
}

TEST(Codec, RefusesAPayloadThatIsTooLong) {
  for (const FromHost& message :
       {FromHost{run()}, FromHost{InputEnd{}}, FromHost{Stop{}}, FromHost{Signal{9}}, FromHost{Collect{"x", 1}}}) {
    const std::string whole = encode(message);
    Decoder decoder;
    decoder.feed(frame(static_cast<std::uint32_t>(whole.size() - 3), static_cast<std::uint8_t>(whole[4]),
                       whole.substr(5) + "x"));
    EXPECT_FALSE(decoder.next_from_host());
    EXPECT_TRUE(decoder.bad());
  }
}

TEST(Codec, RefusesLengthsThatNoFrameHas) {
  for (const std::uint32_t length :
       {std::uint32_t{0}, static_cast<std::uint32_t>(max_payload + 2), 0x7fffffffU, 0xffffffffU}) {
    Decoder decoder;
    decoder.feed(frame(length, static_cast<std::uint8_t>(Type::output), "x"));
    EXPECT_FALSE(decoder.next_from_agent());
    EXPECT_TRUE(decoder.bad());
  }
}

TEST(Codec, TakesTheLargestPayload) {
  Decoder decoder;
  decoder.feed(encode(FromAgent{Output{std::string(max_payload, 'x'), false}}));
  const auto received = decoder.next_from_agent();
  ASSERT_TRUE(received);
  EXPECT_EQ(std::get<Output>(*received).data.size(), max_payload);
}

TEST(Codec, RefusesWhatTravelsInTheOtherDirection) {
  for (const auto& message : every_message_from_the_host()) {
    Decoder decoder;
    decoder.feed(encode(message));
    EXPECT_FALSE(decoder.next_from_agent());
    EXPECT_TRUE(decoder.bad());
  }
  for (const auto& message : every_message_from_the_agent()) {
    Decoder decoder;
    decoder.feed(encode(message));
    EXPECT_FALSE(decoder.next_from_host());
    EXPECT_TRUE(decoder.bad());
  }
}

TEST(Codec, RefusesTypesThatDoNotExist) {
  for (const int type : {0, 8, 0x7f, 0x88, 0xff}) {
    Decoder decoder;
    decoder.feed(frame(1, static_cast<std::uint8_t>(type), ""));
    EXPECT_FALSE(decoder.next_from_agent());
    EXPECT_TRUE(decoder.bad());
  }
}

TEST(Codec, StaysBadOnceItIs) {
  Decoder decoder;
  decoder.feed(frame(1, 0, ""));
  EXPECT_FALSE(decoder.next_from_agent());
  decoder.feed(encode(FromAgent{Ready{}}));
  EXPECT_FALSE(decoder.next_from_agent());
  EXPECT_TRUE(decoder.bad());
}

TEST(Codec, IsNotTalkedIntoAllocatingWhatIsNotThere) {
  // A billion words, and text of four gigabytes, in frames of a few bytes.
  Decoder words;
  words.feed(frame(5, static_cast<std::uint8_t>(Type::run), std::string_view{"\xff\xff\xff\x3f", 4}));
  EXPECT_FALSE(words.next_from_host());
  EXPECT_TRUE(words.bad());
  Decoder text;
  text.feed(frame(9, static_cast<std::uint8_t>(Type::failed), std::string_view{"\0\0\0\0\xff\xff\xff\xff", 8}));
  EXPECT_FALSE(text.next_from_agent());
  EXPECT_TRUE(text.bad());
}

TEST(Codec, BoundsTheDeniedCallsOfAnExit) {
  Exit exit = exited();
  exit.denied_calls.assign(255, {1, 1});
  Decoder decoder;
  decoder.feed(encode(FromAgent{exit}));
  EXPECT_FALSE(decoder.next_from_agent());
  EXPECT_TRUE(decoder.bad());
}

TEST(Codec, SurvivesNoise) {
  std::mt19937 random{1};
  for (int round = 0; round < 2000; ++round) {
    std::string stream;
    for (const auto& message : every_message_from_the_agent()) stream += encode(message);
    for (int change = 0; change < 4; ++change) stream[random() % stream.size()] = static_cast<char>(random());
    Decoder decoder;
    decoder.feed(stream);
    const std::size_t count = count_of(decoder, &Decoder::next_from_agent);
    EXPECT_LE(count, stream.size() / 5);
  }
}

TEST(Codec, ForgetsWhatItHasGivenOut) {
  Decoder decoder;
  const std::string frame = encode(FromAgent{Output{std::string(chunk_size, 'x'), false}});
  for (int i = 0; i < 200; ++i) {
    decoder.feed(frame);
    ASSERT_TRUE(decoder.next_from_agent());
  }
  EXPECT_FALSE(decoder.bad());
}

}  // namespace
}  // namespace cordon::protocol
