#include "host/execution/artefact_file.hpp"

#include "base/bytes.hpp"
#include "tests/unit/execution/artefacts.hpp"

#include <gtest/gtest.h>

namespace cordon::execution {
namespace {

Compiled several() {
  Compiled compiled = binary(std::string("\x7f"
                                         "ELF\0\xff",
                                         6),
                             "main.cpp:1: warning: x\n");
  compiled.outcome.output.dropped = 17;
  compiled.artefacts.push_back({.path = "out/A$B.class", .content = "", .mode = 0644});
  return compiled;
}

// A file with this body and a digest that is right.
std::string file_of(const ArtefactKey& key, std::string_view body) {
  const std::string signed_part = std::string{reinterpret_cast<const char*>(key.digest.data()), 32} + std::string{body};
  const auto digest = digest_of(signed_part);
  return "cordonA1" + std::string{reinterpret_cast<const char*>(digest.data()), 32} + signed_part;
}

TEST(ArtefactFile, GivesBackWhatWentIn) {
  const ArtefactKey key = key_for("a");
  const Compiled compiled = several();
  const std::string file = encode_artefacts(key, compiled);
  EXPECT_EQ(file.size(), encoded_size(compiled));
  const auto read = decode_artefacts(key, file);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->outcome.succeeded);
  EXPECT_TRUE(read->undisturbed);
  EXPECT_EQ(read->outcome.output.data, compiled.outcome.output.data);
  EXPECT_EQ(read->outcome.output.dropped, 17U);
  ASSERT_EQ(read->artefacts.size(), 2U);
  EXPECT_EQ(read->artefacts[0].path, "main");
  EXPECT_EQ(read->artefacts[0].content, compiled.artefacts[0].content);
  EXPECT_EQ(read->artefacts[0].mode, 0755U);
  EXPECT_EQ(read->artefacts[1].path, "out/A$B.class");
  EXPECT_EQ(read->artefacts[1].mode, 0644U);
}

TEST(ArtefactFile, NoticesEveryBitAndEveryLength) {
  const ArtefactKey key = key_for("a");
  const std::string file = encode_artefacts(key, several());
  for (std::size_t i = 0; i < file.size() * 8; ++i) {
    std::string damaged = file;
    damaged[i / 8] = static_cast<char>(damaged[i / 8] ^ (1 << i % 8));
    EXPECT_FALSE(decode_artefacts(key, damaged)) << i;
  }
  for (std::size_t length = 0; length < file.size(); ++length)
    EXPECT_FALSE(decode_artefacts(key, std::string_view{file}.substr(0, length))) << length;
  EXPECT_FALSE(decode_artefacts(key, file + 'x'));
}

TEST(ArtefactFile, IsNotReadUnderAnotherKey) {
  EXPECT_FALSE(decode_artefacts(key_for("b"), encode_artefacts(key_for("a"), several())));
}

// Whoever can write a right digest can write anything; what is read stays within its bounds even so.
TEST(ArtefactFile, ReadsNothingBeyondItsEnd) {
  const ArtefactKey key = key_for("a");
  const auto body = [](std::uint32_t count, std::string_view path, std::uint32_t mode, std::uint32_t length) {
    base::Writer writer;
    writer.text("").number(std::uint64_t{0}).number(count).text(path).number(mode).number(length).raw("abc");
    return std::move(writer).take();
  };
  EXPECT_TRUE(decode_artefacts(key, file_of(key, body(1, "main", 0755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, "")));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, "main", 0755, 2))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, "main", 0755, 4))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, "main", 0755, 0xffffffff))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(2, "main", 0755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(0, "main", 0755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(0xffffffff, "main", 0755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, "", 0755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, "main", 0100755, 3))));
  EXPECT_FALSE(decode_artefacts(key, file_of(key, body(1, std::string(5000, 'a'), 0755, 3))));
}

}  // namespace
}  // namespace cordon::execution
