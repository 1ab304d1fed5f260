// The steps by which a process becomes a sandbox's first one, each of them once: the cage's own children take them
// (setup.cpp), and those of a runtime that was started ahead of need (guest/zygotes). docs/sandbox.md has them in
// their order, and why. Each throws std::system_error with its name.
#pragma once

#include <linux/filter.h>
#include <cstdint>
#include <vector>

namespace cordon::cage {

// Where the agent finds what it was given.
enum class Place : int {
  channel = 3,
  agent = 4,
  listener = 5,
  file_rules = 6,
  snmp = 7,
  snmp6 = 8,
};
constexpr int at(Place place) { return static_cast<int>(place); }

struct Scratch {
  std::uint64_t work_folder = 0;  // bytes of /box
  std::uint32_t work_files = 0;   // inodes in it
};

void prefer_for_killing();

// In the current folder, which is the root of the image.
void mount_scratch(const Scratch& scratch, unsigned owner);
// A procfs of this process namespace, with nothing in it but our own processes: there is nothing to mask. Not
// `hidden` without cgroups: then the agent counts memory by what it sees, and a program can hide from hidepid.
void mount_own_processes(bool hidden);
void enter_work_folder();

// Becomes user 1000 of a user namespace in which there is nobody else; `id` is the user outside of it.
void become_nobody(unsigned id);
void drop_capabilities();
void limit_resources();

void open_network_counters();
void hide_network_statistics();
void leave_file_rules(int landlock_abi);
void place_null();  // as 0, 1, 2
// For the calling process and all it will ever start. The last thing: it forbids much of the above. Whoever reads
// from the listener is told of the calls that the filter wants told, and answers them (seccomp_unotify(2)); when it
// is closed they fail with ENOSYS.
void load_filter(const std::vector<sock_filter>& filter);
[[noreturn]] void execute_agent();

}  // namespace cordon::cage
