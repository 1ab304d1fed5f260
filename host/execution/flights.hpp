// Who compiles, where several ask for the same at the same moment: the first; the others wait for it.
//
// If the first gives up (its client went away, or the compile was our own failure), the one who has waited longest
// takes its place. Nobody waits for longer than it says, whatever the others do. Single event-loop thread.
#pragma once

#include "base/quantity.hpp"
#include "base/task.hpp"
#include "host/execution/artefact_key.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>

namespace cordon::execution {

class Flights {
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer{executor} {}
    asio::steady_timer timer;
    bool leads = false;
  };
  struct Flight {
    std::list<Waiter> waiters;
    SharedCompiled result;
  };
  using Table = std::unordered_map<ArtefactKey, std::shared_ptr<Flight>, ArtefactKey::Hash>;

 public:
  explicit Flights(asio::any_io_executor executor) : executor_{std::move(executor)} {}

  // The duty to find out what others wait for. Destroyed without an answer, it passes to another one.
  class [[nodiscard]] Lead {
   public:
    Lead(std::shared_ptr<Table> table, const ArtefactKey& key) : table_{std::move(table)}, key_{key} {}
    Lead(Lead&&) noexcept = default;
    Lead& operator=(Lead&&) = delete;
    ~Lead() {
      if (table_) pass_on(*table_, key_);
    }
    void land(const SharedCompiled& result);

   private:
    std::shared_ptr<Table> table_;  // null once there is an answer
    ArtefactKey key_;
  };

  // What to do: lead; or take the result of who did. Neither, where that took longer than `patience`: then do it alone.
  struct Seat {
    std::optional<Lead> lead;
    SharedCompiled result;
  };
  Task<Seat> board(ArtefactKey key, milliseconds patience);

 private:
  static void pass_on(Table& table, const ArtefactKey& key);

  asio::any_io_executor executor_;
  std::shared_ptr<Table> table_ = std::make_shared<Table>();
};

}  // namespace cordon::execution
