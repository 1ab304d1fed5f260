#include "host/execution/admission.hpp"

#include "base/scope_exit.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::execution {

Task<Result<Admission::Place>> Admission::enter(std::string id, std::string language) {
  if (draining_) co_return fail(Errc::draining, "the server is shutting down");
  if (running_ < options_.running && waiters_.empty()) {
    ++running_;
    co_return take_place(std::move(id), std::move(language));
  }
  if (waiters_.size() >= options_.waiting)
    co_return fail(Errc::busy, "too many submissions are waiting; try again later");
  const auto self = waiters_.emplace(waiters_.end(), executor_);
  // If the wait is abandoned after a place was given to us, it has to be given back.
  bool taken = false;
  const ScopeExit leave_queue{[&] {
    const bool admitted = self->admitted;
    waiters_.erase(self);
    if (admitted && !taken) free_place();
  }};
  self->timer.expires_after(options_.patience);
  co_await self->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (self->admitted) {
    taken = true;
    co_return take_place(std::move(id), std::move(language));
  }
  if (draining_) co_return fail(Errc::draining, "the server is shutting down");
  co_return fail(Errc::busy, "the server is saturated; try again later");
}

Admission::Place Admission::take_place(std::string id, std::string language) {
  active_.push_back({std::move(id), std::move(language), std::chrono::steady_clock::now()});
  return Place{*this, std::prev(active_.end())};
}

void Admission::leave(std::list<Active>::iterator active) {
  active_.erase(active);
  free_place();
}

// Gives the place to whoever has waited longest.
void Admission::free_place() {
  --running_;
  for (Waiter& waiter : waiters_)
    if (!waiter.admitted) {
      ++running_;
      waiter.admitted = true;
      waiter.timer.cancel();
      return;
    }
}

void Admission::drain() {
  draining_ = true;
  for (Waiter& waiter : waiters_) waiter.timer.cancel();
}

}  // namespace cordon::execution
