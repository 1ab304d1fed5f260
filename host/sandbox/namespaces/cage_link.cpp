#include "host/sandbox/namespaces/cage_link.hpp"

#include "base/passing.hpp"
#include "base/scope_exit.hpp"
#include "base/syscall.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <span>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cordon::sandbox::namespaces {
namespace {

constexpr milliseconds create_patience{10'000};
constexpr int facts_patience_ms = 10'000;

template <class Message>
bool send_message(int channel, const Message& message) {
  return base::retry([&] { return ::send(channel, &message, sizeof message, MSG_NOSIGNAL | MSG_DONTWAIT); }) ==
         static_cast<ssize_t>(sizeof message);
}

}  // namespace

CageLink::CageLink(asio::any_io_executor executor, UniqueFd channel, std::function<void()> on_lost)
    : channel_{std::move(executor), channel.release()}, on_lost_{std::move(on_lost)} {}

Result<std::vector<cage::Fact>> CageLink::read_facts() {
  std::vector<cage::Fact> facts;
  cage::Fact fact;
  do {
    pollfd readable{channel_.native_handle(), POLLIN, 0};
    if (base::retry([&] { return ::poll(&readable, 1, facts_patience_ms); }) != 1)
      return fail(Errc::no_isolation, "the cage does not answer");
    if (base::retry([&] { return ::recv(channel_.native_handle(), &fact, sizeof fact, 0); }) != sizeof fact)
      return fail(Errc::no_isolation, "this program is started by cordon-cage, not by hand");
    facts.push_back(fact);
  } while (fact.index + 1 < fact.count);
  return facts;
}

void CageLink::start() { listen(); }

void CageLink::listen() {
  channel_.async_wait(asio::posix::stream_descriptor::wait_read,
                      [this, alive = std::weak_ptr{alive_}](boost::system::error_code error) {
                        if (error || alive.expired()) return;
                        while (receive_one()) {
                        }
                        if (channel_.is_open()) listen();
                      });
}

bool CageLink::receive_one() {
  cage::Reply reply;
  std::vector<UniqueFd> descriptors;
  const ssize_t n = base::receive_with_descriptors(channel_.native_handle(), std::as_writable_bytes(std::span{&reply, 1}),
                                                   descriptors, MSG_DONTWAIT);
  if (n < 0 && errno == EAGAIN) return false;
  if (n != sizeof reply) {
    lost();
    return false;
  }
  const auto found = waiting_.find(reply.tag);
  if (found == waiting_.end()) {
    // Nobody waits any more.
    if (reply.error_number == 0 && reply.sandbox != cage::no_sandbox) destroy(reply.sandbox);
    return true;
  }
  found->second->reply = reply;
  found->second->descriptors = std::move(descriptors);
  found->second->answered = true;
  found->second->timer.cancel();
  return true;
}

void CageLink::lost() {
  boost::system::error_code ignored;
  channel_.close(ignored);
  for (const auto& [tag, waiting] : waiting_) waiting->timer.cancel();
  on_lost_();
}

template <class Message>
Task<Result<std::shared_ptr<CageLink::Waiting>>> CageLink::ask(Message message) {
  const auto waiting = std::make_shared<Waiting>(channel_.get_executor());
  message.tag = ++next_tag_;
  if (!channel_.is_open() || !send_message(channel_.native_handle(), message))
    co_return fail(Errc::no_isolation, "the cage cannot be reached");
  waiting->timer.expires_after(create_patience);
  waiting_.emplace(message.tag, waiting);
  const ScopeExit forget{[&] { waiting_.erase(message.tag); }};
  co_await waiting->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!waiting->answered) co_return fail(Errc::no_isolation, "the cage did not answer in time");
  co_return waiting;
}

Task<Result<CageLink::Created>> CageLink::create(cage::CreateMessage message) {
  CO_TRY(const auto waiting, co_await ask(message));
  if (waiting->reply.error_number != 0)
    co_return fail(Errc::internal, "no sandbox could be made: " + std::string{cage::text_of(waiting->reply.step)});
  if (waiting->descriptors.empty()) co_return fail(Errc::internal, "the cage sent no stream");
  Created created{.sandbox = waiting->reply.sandbox, .stream = std::move(waiting->descriptors.front()), .cgroups = {}};
  for (std::size_t i = 1; i < waiting->descriptors.size(); ++i)
    created.cgroups.push_back(std::move(waiting->descriptors[i]));
  co_return created;
}

Task<Result<>> CageLink::limit(cage::LimitMessage message) {
  CO_TRY(const auto waiting, co_await ask(message));
  if (waiting->reply.error_number != 0)
    co_return fail(Errc::internal, "no limits could be set: " + std::string{cage::text_of(waiting->reply.step)});
  co_return Result<>{};
}

void CageLink::destroy(std::uint32_t sandbox) {
  const cage::DestroyMessage message{.sandbox = sandbox};
  if (channel_.is_open()) send_message(channel_.native_handle(), message);
}

}  // namespace cordon::sandbox::namespaces
