// expect: contained or memory_limit | limits: {"memory": 33554432} | stopped by: memory_limit
// What was sent to oneself over loopback and not read yet is memory of the kernel's.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>
#include <vector>

constexpr int large = 1 << 30;
static char block[60000];

sockaddr_in bound(int socket) {
  sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  bind(socket, reinterpret_cast<sockaddr*>(&address), size);
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return address;
}

size_t read_all(const std::vector<int>& sockets) {
  size_t total = 0;
  for (const int socket : sockets)
    for (ssize_t n; (n = recv(socket, block, sizeof block, MSG_DONTWAIT)) > 0;) total += static_cast<size_t>(n);
  return total;
}

int main() {
  std::vector<int> held;
  for (int i = 0; i < 400; ++i) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &large, sizeof large);
    const sockaddr_in address = bound(socket);
    for (int k = 0; k < 16; ++k)
      sendto(socket, block, sizeof block, MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    held.push_back(socket);
  }
  const size_t datagrams = read_all(held);
  for (const int socket : held) close(socket);
  held.clear();
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = bound(listener);
  listen(listener, 400);
  std::vector<int> senders;
  for (int i = 0; i < 400; ++i) {
    const int sender = ::socket(AF_INET, SOCK_STREAM, 0);
    if (connect(sender, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) break;
    const int receiver = accept(listener, nullptr, nullptr);
    setsockopt(receiver, SOL_SOCKET, SO_RCVBUF, &large, sizeof large);
    while (send(sender, block, sizeof block, MSG_DONTWAIT) > 0) {
    }
    senders.push_back(sender);
    held.push_back(receiver);
  }
  const size_t streams = read_all(held);
  std::printf("%zu and %zu bytes\n%s\n", datagrams, streams, datagrams > 100 << 20 || streams > 100 << 20 ? "ESCAPED" : "contained");
}
