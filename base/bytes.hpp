// Reading and writing small binary messages between our own processes.
//
// Writer appends little-endian integers and length-prefixed text. Reader never reads past its end:
// after the first thing that is not there it is `bad()` and every further read gives zero or "".
// The text a Reader returns points into what it was made from.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace cordon::base {

static_assert(std::endian::native == std::endian::little, "the codec copies integers as they are");

class Writer {
 public:
  void reserve(std::size_t bytes) { data_.reserve(bytes); }
  template <class T>
    requires std::is_integral_v<T>
  Writer& number(T value) {
    data_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  Writer& text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    data_.append(value);
    return *this;
  }
  Writer& raw(std::string_view value) {
    data_.append(value);
    return *this;
  }
  [[nodiscard]] std::string take() && { return std::move(data_); }
  [[nodiscard]] const std::string& data() const { return data_; }

 private:
  std::string data_;
};

class Reader {
 public:
  explicit Reader(std::string_view data) : rest_{data} {}

  template <class T>
    requires std::is_integral_v<T>
  T number() {
    T value{};
    if (const std::string_view bytes = take(sizeof value); bytes.size() == sizeof value)
      std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string_view text() { return take(number<std::uint32_t>()); }
  std::string_view rest() { return take(rest_.size()); }

  [[nodiscard]] bool bad() const { return bad_; }
  [[nodiscard]] bool complete() const { return !bad_ && rest_.empty(); }  // all read, nothing left over

 private:
  std::string_view take(std::size_t n) {
    if (bad_ || n > rest_.size()) {
      bad_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return taken;
  }

  std::string_view rest_;
  bool bad_ = false;
};

}  // namespace cordon::base
