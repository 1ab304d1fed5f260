// expect: contained
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
int main() {
  const std::set<std::string> expected{"/", "/dev", "/box", "/tmp", "/dev/shm", "/proc"};
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words(line);
    std::string id, parent, device, root, point;
    words >> id >> parent >> device >> root >> point;
    if (!expected.contains(point)) return std::cout << "ESCAPED: " << line << '\n', 0;
  }
  std::cout << "contained\n";
}
