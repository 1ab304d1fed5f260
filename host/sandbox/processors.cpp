#include "host/sandbox/processors.hpp"

#include <sched.h>
#include <algorithm>
#include <utility>

namespace cordon::sandbox {
namespace {

std::vector<std::uint16_t> usable_here() {
  cpu_set_t set;
  std::vector<std::uint16_t> numbers;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return numbers;  // more than we can name: no program is bound
  for (std::uint16_t number = 0; number < CPU_SETSIZE; ++number)
    if (CPU_ISSET(number, &set)) numbers.push_back(number);
  return numbers;
}

}  // namespace

Processors::Processors() : Processors{usable_here()} {}

Processors::Processors(const std::vector<std::uint16_t>& all)
    : all_{all},
      load_{std::make_shared<std::vector<std::uint32_t>>(all.empty() ? 0 : *std::ranges::max_element(all) + 1U)} {}

Processors::Share Processors::take(std::uint32_t cpu_percent) {
  const std::size_t count = std::max((cpu_percent + 99) / 100, 1U);
  Share share;
  if (count >= all_.size()) return share;
  share.list_ = all_;
  // Among equals not the one that we run on: there is work left for us.
  const int ours = ::sched_getcpu();
  std::ranges::stable_sort(share.list_, {},
                           [&](std::uint16_t number) { return std::pair{(*load_)[number], number == ours}; });
  share.list_.resize(count);
  share.load_ = load_;
  for (const std::uint16_t number : share.list_) ++(*load_)[number];
  return share;
}

Processors::Share& Processors::Share::operator=(Share&& other) noexcept {
  std::swap(load_, other.load_);
  std::swap(list_, other.list_);
  return *this;
}

Processors::Share::~Share() {
  if (load_)
    for (const std::uint16_t number : list_) --(*load_)[number];
}

}  // namespace cordon::sandbox
