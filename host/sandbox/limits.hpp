// How much one step may use. A value; every number is granted by the server, never by the guest.
#pragma once

#include "base/quantity.hpp"

#include <optional>

namespace cordon::sandbox {

struct Limits {
  milliseconds wall{60'000};        // from the start of the program; 1 ms and up
  milliseconds cpu_time{60'000};    // user + system, all processes together
  Bytes memory = 256_MiB;           // resident memory of all processes, and what they write to the work folder
  std::uint32_t processes = 128;    // processes and threads at one time
  Bytes output = 1_MiB;             // of each of the two streams
  Bytes work_folder = 64_MiB;       // tmpfs; counted against `memory` too
  std::uint32_t work_files = 8192;  // inodes in the work folder
  Bytes file_size = 64_MiB;         // one file that the program writes
  std::uint32_t open_files = 1024;  // descriptors of one process
  std::uint32_t cpu_percent = 100;  // of one processor: 50 is half of one, 200 is two

  bool operator==(const Limits&) const = default;
};

// What a request or a manifest says; what it leaves out stays as it was.
struct LimitsOverride {
  std::optional<milliseconds> wall, cpu_time;
  std::optional<Bytes> memory;
  std::optional<std::uint32_t> processes;
  std::optional<Bytes> output;
  std::optional<Bytes> file_size;  // named `files` in requests
  std::optional<Bytes> work_folder;
  bool operator==(const LimitsOverride&) const = default;
};

}  // namespace cordon::sandbox
