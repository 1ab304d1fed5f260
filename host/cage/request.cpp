#include "host/cage/request.hpp"

#include <algorithm>
#include <iterator>

namespace cordon::cage {
namespace {

bool within(std::uint64_t value, std::uint64_t low, std::uint64_t high) { return value >= low && value <= high; }

bool valid_limits(std::uint64_t memory, std::uint32_t processes, std::uint32_t cpu_percent) {
  return within(memory, least_memory, 1ULL << 40) && within(processes, 1, 65'536) && within(cpu_percent, 1, 102'400);
}

template <class Message>
std::optional<AnyRequest> decode_as(std::string_view datagram) {
  Message message;
  if (datagram.size() != sizeof message) return {};
  std::memcpy(static_cast<void*>(&message), datagram.data(), sizeof message);
  return message;
}

}  // namespace

std::optional<AnyRequest> decode(std::string_view datagram) {
  Request kind{};
  if (datagram.size() < sizeof kind) return {};
  std::memcpy(&kind, datagram.data(), sizeof kind);
  switch (kind) {
    case Request::create:
      return decode_as<CreateMessage>(datagram);
    case Request::limit:
      return decode_as<LimitMessage>(datagram);
    case Request::destroy:
      return decode_as<DestroyMessage>(datagram);
  }
  return {};
}

bool valid(const CreateMessage& message) {
  const bool digest = std::all_of(std::begin(message.image), std::end(message.image),
                                  [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  return digest && valid_limits(message.memory, message.processes, message.cpu_percent) &&
         within(message.work_folder, 64 << 10, 1ULL << 40) && within(message.work_files, 16, 16 << 20) &&
         (message.profile == Profile::run || message.profile == Profile::compile) &&
         static_cast<std::uint32_t>(message.runtime) < runtimes && message.background <= 1;
}

bool valid(const LimitMessage& message) {
  return valid_limits(message.memory, message.processes, message.cpu_percent) && message.background <= 1;
}

}  // namespace cordon::cage
