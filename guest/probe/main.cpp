// cordon-probe: looks at its sandbox from inside, and says of each protection whether it holds.
//
//   probe inside NAME=VALUE…   one line for each check: "ok NAME" or "bad NAME: what it found"
//   probe memory               uses memory until it is stopped
//
// The server runs it at its start, before it takes requests (host/isolation/self_test.hpp). It is part of
// cordond's own file; static, because no image is known to have libraries.

#include "guest/probe/checks.hpp"

#include <cstdio>
#include <cstring>

namespace {

using cordon::probe::Expectations;

struct Check {
  const char* name;
  std::string (*look)(const Expectations&);
};

// Those that use something up come last.
constexpr Check checks[] = {
    {"identity", cordon::probe::identity},
    {"capabilities", cordon::probe::capabilities},
    {"no_new_privileges", cordon::probe::no_new_privileges},
    {"filter_mode", cordon::probe::filter_mode},
    {"descriptors", cordon::probe::descriptors},
    {"environment", cordon::probe::environment},
    {"resource_limits", cordon::probe::resource_limits},
    {"namespaces", cordon::probe::namespaces},
    {"host_name", cordon::probe::host_name},
    {"control_group", cordon::probe::control_group},
    {"process_one", cordon::probe::process_one},
    {"other_processes", cordon::probe::other_processes},
    {"host_files", cordon::probe::host_files},
    {"writable_places", cordon::probe::writable_places},
    {"devices", cordon::probe::devices},
    {"network", cordon::probe::network},
    {"landlock", cordon::probe::landlock},
    {"denied_calls", cordon::probe::denied_calls},
    {"new_namespaces", cordon::probe::new_namespaces},
    {"foreign_calls", cordon::probe::foreign_calls},
    {"socket_families", cordon::probe::socket_families},
    {"inode_limit", cordon::probe::inode_limit},
    {"work_folder_limit", cordon::probe::work_folder_limit},
    {"process_limit", cordon::probe::process_limit},
};

Expectations read_expectations(int argc, char** argv) {
  Expectations expected;
  for (int i = 2; i < argc; ++i) {
    const std::string_view word{argv[i]};
    const std::string_view name = word.substr(0, word.find('=')), value = word.substr(name.size() + 1);
    if (name == "marker") expected.marker = value;
    if (name == "abstract") expected.abstract_socket = value;
    if (name == "namespace") expected.namespaces.push_back(value);
    if (name == "counted") expected.counted = value == "1";
    if (name == "landlock") expected.landlock = value == "1";
  }
  return expected;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "memory") == 0) cordon::probe::use_memory();
  if (argc < 2 || std::strcmp(argv[1], "inside") != 0) return 2;
  const Expectations expected = read_expectations(argc, argv);
  for (const Check& check : checks) {
    const std::string found = check.look(expected);
    if (found.empty())
      std::printf("ok %s\n", check.name);
    else
      std::printf("bad %s: %s\n", check.name, found.c_str());
    std::fflush(stdout);  // a check may take the process down
  }
}
