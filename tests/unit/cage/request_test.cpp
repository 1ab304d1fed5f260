#include "host/cage/request.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <string>

namespace cordon::cage {
namespace {

template <class Message>
std::string datagram(const Message& message) {
  return {reinterpret_cast<const char*>(&message), sizeof message};
}

CreateMessage acceptable() {
  CreateMessage message{
      .memory = 64 << 20, .work_folder = 1 << 20, .work_files = 64, .processes = 8, .cpu_percent = 100};
  std::memset(message.image, 'a', sizeof message.image);
  return message;
}

TEST(CageRequest, IsReadWhereKindAndSizeFit) {
  EXPECT_TRUE(std::holds_alternative<CreateMessage>(*decode(datagram(acceptable()))));
  EXPECT_TRUE(std::holds_alternative<LimitMessage>(*decode(datagram(LimitMessage{}))));
  EXPECT_EQ(std::get<DestroyMessage>(*decode(datagram(DestroyMessage{.sandbox = 7}))).sandbox, 7U);
}

TEST(CageRequest, IsRefusedWithEveryOtherSize) {
  for (const std::string& whole : {datagram(acceptable()), datagram(LimitMessage{}), datagram(DestroyMessage{})}) {
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode(whole.substr(0, size))) << size;
    EXPECT_FALSE(decode(whole + '\0'));
  }
}

TEST(CageRequest, IsRefusedWithAnUnknownKind) {
  for (const std::uint32_t kind : {0U, 4U, 255U, std::numeric_limits<std::uint32_t>::max()})
    EXPECT_FALSE(decode(datagram(DestroyMessage{.kind = static_cast<Request>(kind)})));
}

TEST(CageRequest, IsAcceptedWithinItsRanges) { EXPECT_TRUE(valid(acceptable())); }

TEST(CageRequest, IsRefusedWithAnImageThatIsNoDigest) {
  for (const char bad : {'/', '.', 'g', 'A', '\0', ' ', '\x7f'}) {
    CreateMessage message = acceptable();
    message.image[digest_length - 1] = bad;
    EXPECT_FALSE(valid(message)) << static_cast<int>(bad);
  }
}

TEST(CageRequest, IsRefusedWithANumberOutOfItsRange) {
  const auto with = [](auto CreateMessage::* field, auto value) {
    CreateMessage message = acceptable();
    message.*field = value;
    return valid(message);
  };
  for (const std::uint64_t memory : std::initializer_list<std::uint64_t>{0, (1ULL << 20) - 1, (1ULL << 40) + 1, ~0ULL})
    EXPECT_FALSE(with(&CreateMessage::memory, memory));
  for (const std::uint64_t bytes : {0ULL, (64ULL << 10) - 1, ~0ULL})
    EXPECT_FALSE(with(&CreateMessage::work_folder, bytes));
  for (const std::uint32_t files : {0U, 15U, ~0U}) EXPECT_FALSE(with(&CreateMessage::work_files, files));
  for (const std::uint32_t processes : {0U, 65'537U, ~0U}) EXPECT_FALSE(with(&CreateMessage::processes, processes));
  for (const std::uint32_t percent : {0U, 102'401U, ~0U}) EXPECT_FALSE(with(&CreateMessage::cpu_percent, percent));
  EXPECT_FALSE(with(&CreateMessage::profile, static_cast<Profile>(2)));
  EXPECT_FALSE(with(&CreateMessage::background, 2U));
  EXPECT_TRUE(valid(LimitMessage{.memory = 64 << 20, .processes = 8, .cpu_percent = 100, .background = 1}));
  EXPECT_FALSE(valid(LimitMessage{.memory = 64 << 20, .processes = 8, .cpu_percent = 100, .background = 2}));
}

}  // namespace
}  // namespace cordon::cage
