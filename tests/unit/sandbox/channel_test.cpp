#include "tests/unit/sandbox/fake_sandbox.hpp"

namespace cordon::sandbox {
namespace {

struct Channel : testing::Test {
  asio::io_context context;
  FakeSandbox sandbox{context};

  std::optional<Result<protocol::FromAgent>> received;
  void receive() {
    received.reset();
    asio::co_spawn(context, [this]() -> Task<> { received = co_await sandbox.agent().receive(); }, asio::detached);
  }
};

TEST_F(Channel, ReceivesWhatTheAgentSays) {
  receive();
  sandbox.says(protocol::Ready{});
  ASSERT_TRUE(run_until(context, [&] { return received.has_value(); }));
  EXPECT_TRUE(std::holds_alternative<protocol::Ready>(received->value()));
}

TEST_F(Channel, ReceivesAFrameThatComesInPieces) {
  receive();
  const std::string frame = protocol::encode(protocol::FromAgent{protocol::Output{std::string(1000, 'x'), false}});
  for (std::size_t at = 0; at < frame.size(); at += 100) {
    sandbox.says_bytes(std::string_view{frame}.substr(at, 100));
    context.restart();
    context.poll();
  }
  ASSERT_TRUE(run_until(context, [&] { return received.has_value(); }));
  EXPECT_EQ(std::get<protocol::Output>(received->value()).data.size(), 1000U);
}

TEST_F(Channel, FailsWhenTheAgentDies) {
  receive();
  sandbox.dies();
  ASSERT_TRUE(run_until(context, [&] { return received.has_value(); }));
  ASSERT_FALSE(*received);
  EXPECT_EQ(received->error().code, Errc::internal);
}

TEST_F(Channel, FailsWhenTheAgentBreaksTheProtocol) {
  receive();
  sandbox.says_bytes(std::string(64, '\xff'));
  ASSERT_TRUE(run_until(context, [&] { return received.has_value(); }));
  ASSERT_FALSE(*received);
  EXPECT_EQ(received->error().code, Errc::internal);
}

TEST_F(Channel, WritesOnAsTheAgentReads) {
  const std::string input(protocol::chunk_size, 'i');
  for (int i = 0; i < 50; ++i) sandbox.agent().send(protocol::Input{input});
  EXPECT_GT(sandbox.agent().backlog(), 0U);
  std::size_t heard = 0;
  EXPECT_TRUE(run_until(context, [&] {
    heard += count_of<protocol::Input>(sandbox.heard());
    return heard == 50;
  }));
  EXPECT_EQ(sandbox.agent().backlog(), 0U);
}

TEST_F(Channel, SendsQueuedFramesTogetherAndInOrder) {
  sandbox.agent().queue(protocol::Signal{1});
  sandbox.agent().queue(protocol::Signal{2});
  EXPECT_TRUE(sandbox.heard().empty());
  sandbox.agent().send(protocol::Stop{});
  const auto heard = sandbox.heard();
  ASSERT_EQ(heard.size(), 3U);
  EXPECT_EQ(std::get<protocol::Signal>(heard[0]).number, 1);
  EXPECT_TRUE(std::holds_alternative<protocol::Stop>(heard[2]));
}

TEST_F(Channel, IsQuietUnlessTheAgentSpokeOrDied) {
  EXPECT_TRUE(sandbox.agent().quiet());
  sandbox.says(protocol::Ready{});
  EXPECT_FALSE(sandbox.agent().quiet());
  FakeSandbox dead{context};
  dead.dies();
  EXPECT_FALSE(dead.agent().quiet());
}

TEST_F(Channel, SendsToADeadAgentWithoutHarm) {
  sandbox.dies();
  for (int i = 0; i < 10; ++i) sandbox.agent().send(protocol::Stop{});
  receive();
  EXPECT_TRUE(run_until(context, [&] { return received.has_value(); }));
}

}  // namespace
}  // namespace cordon::sandbox
