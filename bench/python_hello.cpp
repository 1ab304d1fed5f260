// A Python program through HTTP, sandbox and all, against starting the image's own python3 bare:
//   python_hello PORT ROOTFS ROUNDS GAP_MS JSON_FILE
// Alone, for a quick look; bench/bench.py measures the same and more. GAP_MS: pause before each measurement; 0 is back to back.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <fstream>
#include <thread>

#include "base/syscall.hpp"
#include "base/unique_fd.hpp"
#include "bench/measure.hpp"

namespace {

using namespace cordon;

class Client {
 public:
  explicit Client(int port) : socket_{base::check_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    base::check(::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), "connect");
    const int on = 1;
    ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  void hello() {
    const std::string body = R"json({"code":"print('hello')","language":"python"})json";
    const std::string request = "POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
                                std::to_string(body.size()) + "\r\n\r\n" + body;
  if (!base::write_all(socket_.get(), request)) throw std::runtime_error{"the server is gone"};
  std::string answer;
  char chunk[8192];
  while (answer.find("\r\n\r\n") == std::string::npos || answer.find("\"single_use\"") == std::string::npos) {
    const ssize_t n = ::read(socket_.get(), chunk, sizeof chunk);
    if (n <= 0 || answer.size() > 65536) throw std::runtime_error{"no answer"};
    answer.append(chunk, static_cast<std::size_t>(n));
  }
  if (answer.find("\"output\":\"hello\\n\"") == std::string::npos)
    throw std::runtime_error{"a wrong answer: " + answer};
}

private : UniqueFd socket_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  Client client{std::atoi(argv[1])};
  const std::string root = argv[2];
  const std::chrono::milliseconds gap{std::atoi(argv[4])};
  // -c rather than a file: the root file system is not ours to write to, and it is the faster of the two.
  std::vector<bench::Contender> contenders{
      {"bare python3, same rootfs", [&] { bench::run_program(root, {"/usr/bin/python3", "-c", "print('hello')"}); }},
      {"cordon: POST /execute", [&] { client.hello(); }}};
  const int rounds = std::atoi(argv[3]);
  for (int i = 0; i < rounds; ++i) {
    std::this_thread::sleep_for(gap);
    bench::run_interleaved(contenders, 1, i == 0 ? 5 : 0);
  }
  std::ofstream{argv[5]} << bench::report(contenders).dump(1) << '\n';
}
