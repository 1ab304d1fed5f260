// Which processors a program runs on, and so how many it sees: as many as its share of their time makes,
// rounded up. The least busy are taken, counting the programs that run here and nothing else; how much
// time a program gets on them is the cgroup's business. Single event-loop thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace cordon::sandbox {

class Processors {
 public:
  // Those that this process may use.
  Processors();
  explicit Processors(const std::vector<std::uint16_t>& all);

  // Some processors, until it is destroyed.
  class Share {
   public:
    Share() = default;
    Share(Share&&) = default;
    Share& operator=(Share&& other) noexcept;
    ~Share();
    // Empty: all of them.
    [[nodiscard]] const std::vector<std::uint16_t>& list() const { return list_; }

   private:
    friend class Processors;
    std::shared_ptr<std::vector<std::uint32_t>> load_;
    std::vector<std::uint16_t> list_;
  };

  // `cpu_percent` of one processor's time: 100 is one processor, 150 is two.
  Share take(std::uint32_t cpu_percent);

 private:
  std::vector<std::uint16_t> all_;
  std::shared_ptr<std::vector<std::uint32_t>> load_;  // programs on it, by processor number
};

}  // namespace cordon::sandbox
