// The messages between the server and the cage: fixed-size structs over a SOCK_SEQPACKET pair, so
// that the privileged side parses no text. Descriptors travel with them as SCM_RIGHTS.
//
// The cage treats the server as hostile: an unknown kind, a size that is not exact, or a number out
// of its range is answered with an error and changes nothing.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace cordon::cage {

inline constexpr std::size_t digest_length = 64;      // hexadecimal SHA-256 of an image
inline constexpr std::uint32_t max_sandboxes = 4096;  // alive at once

enum class Request : std::uint32_t {
  create = 1,  // CreateMessage > Reply with descriptors
  limit,       // LimitMessage > Reply; before the sandbox runs anything
  destroy,     // DestroyMessage > no answer; the sandbox and its cgroups are gone soon after
};

enum class Profile : std::uint32_t { run = 0, compile = 1 };

// A runtime that waits in the sandbox, forked from one of the image's that has started already (guest/zygotes).
enum class Runtime : std::uint32_t { none = 0, python = 1, javascript = 2, typescript = 3 };
inline constexpr std::uint32_t runtimes = 4;

struct CreateMessage {
  Request kind = Request::create;
  std::uint32_t tag = 0;  // returned in the reply
  char image[digest_length] = {};
  std::uint64_t memory = 0;       // bytes; 1 MiB to 1 TiB
  std::uint64_t work_folder = 0;  // bytes of tmpfs; 64 KiB to 1 TiB
  std::uint32_t work_files = 0;   // inodes in it; 16 to 16 Mi
  std::uint32_t processes = 0;    // and threads; 1 to 65,536
  std::uint32_t cpu_percent = 0;  // of one processor; 1 to 102,400
  Profile profile = Profile::run;
  Runtime runtime = Runtime::none;
  std::uint32_t background = 0;  // 1: until it is limited anew, it gets what processor time others leave
};

struct LimitMessage {
  Request kind = Request::limit;
  std::uint32_t sandbox = 0;
  std::uint64_t memory = 0;
  std::uint32_t processes = 0;
  std::uint32_t cpu_percent = 0;
  std::uint32_t background = 0;
  std::uint32_t tag = 0;  // returned in the reply
};

struct DestroyMessage {
  Request kind = Request::destroy;
  std::uint32_t sandbox = 0;
};

// Answers create, with descriptors: the agent's stream, then one directory per cgroup hierarchy
// (v2: one; v1: memory, cpuacct, pids; none without cgroups). And limit, with none, and no_sandbox.
struct Reply {
  std::uint32_t tag = 0;
  std::uint32_t sandbox = 0;
  std::int32_t error_number = 0;  // 0 = made
  char step[92] = {};             // what failed
};
inline constexpr std::uint32_t no_sandbox = ~0U;
inline constexpr std::size_t max_reply_descriptors = 4;

enum class CgroupVersion : std::uint32_t { none = 0, v1 = 1, v2 = 2 };

// One protection: in force, or missing and why. Sent before anything else, `count` of them.
struct Fact {
  std::uint32_t count = 0, index = 0;
  std::uint32_t in_force = 0;
  CgroupVersion cgroup = CgroupVersion::none;  // the same in all
  std::uint32_t zygotes = 0;                   // whether runtimes can be started ahead of need; the same in all
  char name[32] = {};
  char why[160] = {};  // "" if in force
  char fix[224] = {};
};

// Below this not even the agent could live. Requests for less are invalid.
constexpr std::uint64_t least_memory = 1ULL << 20;

template <std::size_t N>
void set_text(char (&field)[N], std::string_view text) {
  std::memset(field, 0, N);
  std::memcpy(field, text.data(), text.size() < N - 1 ? text.size() : N - 1);
}

template <std::size_t N>
std::string_view text_of(const char (&field)[N]) {
  return {field, ::strnlen(field, N)};
}

}  // namespace cordon::cage
