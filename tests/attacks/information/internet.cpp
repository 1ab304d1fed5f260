// expect: contained
#include <arpa/inet.h>
#include <cstdio>
#include <initializer_list>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
int main() {
  for (const char* address : {"169.254.169.254", "10.0.0.1", "172.17.0.1", "192.168.0.1", "1.1.1.1", "8.8.8.8"})
    for (const int type : {SOCK_STREAM, SOCK_DGRAM}) {
      sockaddr_in to{};
      to.sin_family = AF_INET;
      to.sin_port = htons(type == SOCK_STREAM ? 80 : 53);
      inet_pton(AF_INET, address, &to.sin_addr);
      if (connect(socket(AF_INET, type, 0), reinterpret_cast<sockaddr*>(&to), sizeof to) == 0)
        return std::printf("ESCAPED: %s\n", address), 0;
    }
  std::puts("contained");
}
