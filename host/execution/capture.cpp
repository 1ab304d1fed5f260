#include "host/execution/capture.hpp"

#include <algorithm>

namespace cordon::execution {

Capture::Capture(Bytes limit, Bytes drain_limit)
    : head_limit_{drain_limit == limit ? limit.count : limit.count - limit.count / 2},
      tail_limit_{limit.count - head_limit_},
      drain_limit_{drain_limit.count} {}

bool Capture::add(std::string_view data) {
  total_ += data.size();
  const std::size_t to_head = std::min(data.size(), head_limit_ - head_.size());
  head_ += data.substr(0, to_head);
  tail_ += data.substr(to_head);
  // Cut only now and then: every byte is moved once on average.
  if (tail_.size() > 2 * tail_limit_ + 4096) tail_.erase(0, tail_.size() - tail_limit_);
  return total_ <= drain_limit_;
}

Stream Capture::take() && {
  if (tail_.size() > tail_limit_) tail_.erase(0, tail_.size() - tail_limit_);
  Stream stream{.data = std::move(head_)};
  stream.data += tail_;
  stream.dropped = total_ - stream.data.size();
  return stream;
}

}  // namespace cordon::execution
