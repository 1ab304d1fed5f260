#include "host/execution/flights.hpp"

#include "base/scope_exit.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::execution {

Task<Flights::Seat> Flights::board(ArtefactKey key, milliseconds patience) {
  const auto table = table_;
  std::shared_ptr<Flight>& entry = (*table)[key];
  if (!entry) {
    entry = std::make_shared<Flight>();
    co_return Seat{.lead = Lead{table, key}};
  }
  const auto flight = entry;
  const auto self = flight->waiters.emplace(flight->waiters.end(), executor_);
  // If the wait is abandoned after the lead was passed to us, it has to be passed on.
  bool taken = false;
  const ScopeExit leave{[&] {
    const bool leads = self->leads;
    flight->waiters.erase(self);
    if (leads && !taken) pass_on(*table, key);
  }};
  self->timer.expires_after(patience);
  co_await self->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (flight->result) co_return Seat{.result = flight->result};
  if (!self->leads) co_return Seat{};
  taken = true;
  co_return Seat{.lead = Lead{table, key}};
}

void Flights::Lead::land(const SharedCompiled& result) {
  const auto table = std::exchange(table_, nullptr);
  const auto found = table->find(key_);
  found->second->result = result;
  for (Waiter& waiter : found->second->waiters) waiter.timer.cancel();
  table->erase(found);  // who waits has it too
}

// There is one lead at a time: of those who wait, nobody has it now.
void Flights::pass_on(Table& table, const ArtefactKey& key) {
  const auto found = table.find(key);
  if (found->second->waiters.empty()) {
    table.erase(found);
    return;
  }
  Waiter& next = found->second->waiters.front();
  next.leads = true;
  next.timer.cancel();
}

}  // namespace cordon::execution
