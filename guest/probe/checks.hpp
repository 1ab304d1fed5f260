// What the probe looks at, from inside a sandbox. Each check returns "" if the sandbox holds, else what
// it found. They may leave the sandbox full and its process limit used up: nothing follows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cordon::probe {

// What the server says on the command line: "name=value".
struct Expectations {
  std::string_view marker;                   // a file of the server's, on the host
  std::string_view abstract_socket;          // the server listens on it, in its own network namespace
  std::vector<std::string_view> namespaces;  // the server's own, as /proc/self/ns shows them: "net:[4026531840]"
  bool counted = false;                      // control groups hold the limits
  bool landlock = false;
};

// Who it is and what it holds (checks_identity.cpp).
std::string identity(const Expectations&);
std::string capabilities(const Expectations&);
std::string no_new_privileges(const Expectations&);
std::string filter_mode(const Expectations&);
std::string descriptors(const Expectations&);
std::string environment(const Expectations&);
std::string resource_limits(const Expectations&);
std::string namespaces(const Expectations&);
std::string host_name(const Expectations&);
std::string control_group(const Expectations&);

// What it can reach (checks_reach.cpp).
std::string process_one(const Expectations&);
std::string other_processes(const Expectations&);
std::string host_files(const Expectations&);
std::string writable_places(const Expectations&);
std::string devices(const Expectations&);
std::string network(const Expectations&);
std::string landlock(const Expectations&);

// What the kernel refuses it (checks_calls.cpp).
std::string denied_calls(const Expectations&);
std::string new_namespaces(const Expectations&);
std::string foreign_calls(const Expectations&);
std::string socket_families(const Expectations&);

// What it can use up (checks_limits.cpp). The server asked for small limits.
std::string inode_limit(const Expectations&);
std::string work_folder_limit(const Expectations&);
std::string process_limit(const Expectations&);
[[noreturn]] void use_memory();

}  // namespace cordon::probe
