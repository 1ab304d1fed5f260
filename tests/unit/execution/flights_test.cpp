#include "host/execution/flights.hpp"

#include "tests/unit/execution/artefacts.hpp"

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>

namespace cordon::execution {
namespace {

struct Boarding : testing::Test {
  asio::io_context context;
  Flights flights{context.get_executor()};
  const ArtefactKey key = key_for("a");
  const SharedCompiled result = std::make_shared<const Compiled>(binary("x"));

  struct Passenger {
    std::optional<Flights::Seat> seat;
    asio::cancellation_signal leave;
  };
  std::deque<Passenger> passengers;

  Passenger& board(milliseconds patience = seconds{60}, std::optional<ArtefactKey> other = std::nullopt) {
    Passenger& passenger = passengers.emplace_back();
    asio::co_spawn(context, take_seat(other.value_or(key), patience, passenger),
                   asio::bind_cancellation_slot(passenger.leave.slot(), asio::detached));
    settle();
    return passenger;
  }
  Task<> take_seat(ArtefactKey which, milliseconds patience, Passenger& passenger) {
    auto seat = co_await flights.board(which, patience);
    passenger.seat.emplace(std::move(seat));
  }
  void settle() {
    context.restart();
    context.poll();
  }
  static bool leads(const Passenger& passenger) { return passenger.seat && passenger.seat->lead; }
};

TEST_F(Boarding, OneLeadsAndTheOthersGetItsResult) {
  Passenger& first = board();
  Passenger& second = board();
  Passenger& third = board();
  ASSERT_TRUE(leads(first));
  EXPECT_FALSE(second.seat || third.seat);
  first.seat->lead->land(result);
  settle();
  for (const Passenger* passenger : {&second, &third}) {
    ASSERT_TRUE(passenger->seat);
    EXPECT_EQ(passenger->seat->result, result);
    EXPECT_FALSE(passenger->seat->lead);
  }
}

TEST_F(Boarding, AnotherKeyIsAnotherFlight) {
  EXPECT_TRUE(leads(board()));
  EXPECT_TRUE(leads(board(seconds{60}, key_for("b"))));
}

TEST_F(Boarding, WhoComesAfterTheLandingLeadsAgain) {
  Passenger& first = board();
  first.seat->lead->land(result);
  EXPECT_TRUE(leads(board()));
}

TEST_F(Boarding, WhoHasWaitedLongestTakesOverFromALeadThatGivesUp) {
  Passenger& first = board();
  Passenger& second = board();
  Passenger& third = board();
  first.seat.reset();
  settle();
  ASSERT_TRUE(leads(second));
  EXPECT_FALSE(third.seat);
  second.seat.reset();
  settle();
  ASSERT_TRUE(leads(third));
  third.seat.reset();
  EXPECT_TRUE(leads(board()));  // nothing of the flight is left over
}

TEST_F(Boarding, WhoLeavesWhileWaitingIsPassedOver) {
  Passenger& first = board();
  Passenger& second = board();
  Passenger& third = board();
  second.leave.emit(asio::cancellation_type::terminal);
  settle();
  first.seat.reset();
  settle();
  EXPECT_TRUE(leads(third));
}

// Its client went away when the lead had been passed to it, and before it could take it.
TEST_F(Boarding, ALeadThatNobodyTakesIsPassedOn) {
  Passenger& first = board();
  Passenger& second = board();
  Passenger& third = board();
  first.seat.reset();
  second.leave.emit(asio::cancellation_type::terminal);
  settle();
  second.seat.reset();
  settle();
  EXPECT_TRUE(leads(third));
}

TEST_F(Boarding, NobodyWaitsLongerThanItSays) {
  Passenger& first = board();
  Passenger& second = board(milliseconds{1});
  context.restart();
  context.run_one_for(seconds{10});
  settle();
  ASSERT_TRUE(second.seat);
  EXPECT_FALSE(second.seat->lead || second.seat->result);
  EXPECT_TRUE(leads(first));
}

TEST_F(Boarding, AnEndOfEverythingIsNoDuty) {
  auto loop = std::make_unique<asio::io_context>();
  auto others = std::make_unique<Flights>(loop->get_executor());
  const auto wait = [](Flights& all, ArtefactKey which) -> Task<> {
    const auto seat = co_await all.board(which, seconds{60});
    asio::steady_timer never{co_await asio::this_coro::executor, seconds{60}};
    co_await never.async_wait(asio::use_awaitable);
  };
  for (int i = 0; i < 3; ++i) asio::co_spawn(*loop, wait(*others, key), asio::detached);
  loop->poll();
  others.reset();
  loop.reset();  // the frames end here, with the lead in one of them
}

}  // namespace
}  // namespace cordon::execution
