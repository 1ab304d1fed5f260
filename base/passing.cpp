#include "base/passing.hpp"

#include "base/syscall.hpp"

#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace cordon::base {
namespace {

struct Ancillary {
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int) * max_passed_descriptors)] = {};
};

}  // namespace

ssize_t send_with_descriptors(int socket, std::span<const std::byte> data, std::span<const int> descriptors, int flags) {
  if (descriptors.size() > max_passed_descriptors) {
    errno = EINVAL;
    return -1;
  }
  iovec piece{const_cast<std::byte*>(data.data()), data.size()};
  Ancillary ancillary;
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    message.msg_control = ancillary.room;
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size_bytes());
  }
  return retry([&] { return ::sendmsg(socket, &message, flags); });
}

ssize_t receive_with_descriptors(int socket, std::span<std::byte> data, std::vector<UniqueFd>& descriptors, int flags) {
  descriptors.clear();
  iovec piece{data.data(), data.size()};
  Ancillary ancillary;
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = ancillary.room;
  message.msg_controllen = sizeof ancillary.room;
  const ssize_t n = retry([&] { return ::recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC); });
  if (n < 0) return n;
  if (const cmsghdr* header = CMSG_FIRSTHDR(&message);
      header != nullptr && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
    std::array<int, max_passed_descriptors> numbers{};
    const std::size_t count = std::min(numbers.size(), (header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    std::memcpy(numbers.data(), CMSG_DATA(header), count * sizeof(int));
    for (std::size_t i = 0; i < count; ++i) descriptors.emplace_back(numbers[i]);
  }
  return n;
}

}  // namespace cordon::base
