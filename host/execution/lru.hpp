// Keeps what was used last, within a number of bytes. A value; not for several threads at once.
#pragma once

#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cordon::execution {

template <class Key, class Value, class Hash = std::hash<Key>>
class Lru {
 public:
  explicit Lru(std::uint64_t limit) : limit_{limit} {}

  // Null if it is not there. What is found is the last that will go. Valid until the next put() or erase().
  Value* find(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    order_.splice(order_.end(), order_, found->second);
    return &found->second->value;
  }

  // Instead of what was there under this key. Answers what had to go: this one alone if it is larger than the limit.
  std::vector<Key> put(const Key& key, Value value, std::uint64_t bytes) {
    erase(key);
    if (bytes > limit_) return {key};
    order_.push_back({key, std::move(value), bytes});
    places_[key] = std::prev(order_.end());
    bytes_ += bytes;
    std::vector<Key> gone;
    while (bytes_ > limit_) {
      gone.push_back(order_.front().key);
      erase(gone.back());
    }
    return gone;
  }

  void erase(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return;
    bytes_ -= found->second->bytes;
    order_.erase(found->second);
    places_.erase(found);
  }

  [[nodiscard]] bool contains(const Key& key) const { return places_.contains(key); }
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  struct Entry {
    Key key;
    Value value;
    std::uint64_t bytes;
  };
  std::uint64_t limit_;
  std::uint64_t bytes_ = 0;
  std::list<Entry> order_;  // the next to go first
  std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places_;
};

}  // namespace cordon::execution
