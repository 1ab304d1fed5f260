#include "host/execution/admission.hpp"

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <vector>

namespace cordon::execution {
namespace {

struct Admissions : testing::Test {
  // Outlives everybody who has, or waits for, a place.
  std::unique_ptr<Admission> owned;
  asio::io_context context;
  Admission& open(Admission::Options options) {
    owned = std::make_unique<Admission>(context.get_executor(), options);
    return *owned;
  }

  std::vector<std::string> order;  // who came in, or why not

  // Asks for a place and keeps it in `places`.
  std::vector<std::unique_ptr<std::optional<Admission::Place>>> places;
  std::optional<Admission::Place>& ask(Admission& admission, const std::string& id) {
    auto& place = *places.emplace_back(std::make_unique<std::optional<Admission::Place>>());
    asio::co_spawn(context, wait_for(admission, id, place), asio::detached);
    return place;
  }
  Task<> wait_for(Admission& admission, std::string id, std::optional<Admission::Place>& place) {
    auto entered = co_await admission.enter(id, "python");
    order.push_back(entered ? id : id + (entered.error().code == Errc::busy ? " busy" : " draining"));
    if (entered) place.emplace(std::move(*entered));
  }
  void settle() {
    context.restart();
    context.poll();
  }
};

TEST_F(Admissions, LetsInAsManyAsMayRun) {
  Admission& admission = open({.running = 2});
  ask(admission, "a"), ask(admission, "b"), ask(admission, "c");
  settle();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(admission.active().size(), 2U);
  EXPECT_EQ(admission.active().front().id, "a");
  EXPECT_EQ(admission.active().front().language, "python");
  admission.drain();
  settle();
}

TEST_F(Admissions, LetsInThoseWhoWaitInTheOrderInWhichTheyCame) {
  Admission& admission = open({.running = 1});
  auto& first = ask(admission, "a");
  settle();
  auto& second = ask(admission, "b");
  auto& third = ask(admission, "c");
  settle();
  first.reset();
  settle();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b"}));
  second.reset();
  settle();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "c"}));
  third.reset();
  EXPECT_TRUE(admission.active().empty());
}

TEST_F(Admissions, DoesNotLetAnybodyOvertakeThoseWhoWait) {
  Admission& admission = open({.running = 1});
  auto& first = ask(admission, "a");
  settle();
  auto& second = ask(admission, "b");
  settle();
  first.reset();                      // b is admitted, and has not run yet
  auto& third = ask(admission, "c");  // and comes too late
  settle();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b"}));
  second.reset();
  settle();
  EXPECT_EQ(order.back(), "c");
  third.reset();
}

TEST_F(Admissions, IsBusyWhenThereIsNoRoomToWait) {
  Admission& admission = open({.running = 1, .waiting = 1});
  auto& first = ask(admission, "a");
  ask(admission, "b"), ask(admission, "c");
  settle();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "c busy"}));
  first.reset();
  settle();
  EXPECT_EQ(order.back(), "b");
  places.clear();
}

TEST_F(Admissions, IsBusyWhenNothingBecameFreeInTime) {
  Admission& admission = open({.running = 1, .patience = milliseconds{1}});
  ask(admission, "a");
  settle();
  ask(admission, "b");
  context.restart();
  context.run();
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b busy"}));
  places.clear();
}

TEST_F(Admissions, SendsAwayThoseWhoComeAndThoseWhoWaitWhileItDrains) {
  Admission& admission = open({.running = 1});
  auto& first = ask(admission, "a");
  settle();
  ask(admission, "b");
  settle();
  admission.drain();
  ask(admission, "c");
  settle();
  EXPECT_EQ(order.size(), 3U);
  EXPECT_NE(std::ranges::find(order, "b draining"), order.end());
  EXPECT_NE(std::ranges::find(order, "c draining"), order.end());
  EXPECT_EQ(admission.active().size(), 1U);
  first.reset();
}

// The client went away when its turn had come, and before it could take it.
TEST_F(Admissions, GivesOnThePlaceOfOneWhoLeavesTheQueue) {
  Admission& admission = open({.running = 1});
  auto& first = ask(admission, "a");
  settle();
  asio::cancellation_signal leave;
  std::optional<Admission::Place> never;
  asio::co_spawn(context, wait_for(admission, "b", never), asio::bind_cancellation_slot(leave.slot(), asio::detached));
  settle();
  auto& third = ask(admission, "c");
  settle();
  first.reset();
  leave.emit(asio::cancellation_type::terminal);
  settle();
  never.reset();
  settle();
  EXPECT_EQ(order.back(), "c");
  EXPECT_EQ(admission.active().size(), 1U);
  third.reset();
  EXPECT_TRUE(admission.active().empty());
}

}  // namespace
}  // namespace cordon::execution
