#include "host/confinement/landlock.hpp"

#include "base/landlock.hpp"
#include "base/syscall.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace cordon::confinement {
namespace {

using base::check;
namespace landlock = base::landlock;

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t devices = landlock::making_devices | landlock::access_ioctl_dev;
// What a rule for a file that is not a folder may name.
constexpr std::uint64_t of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                   LANDLOCK_ACCESS_FS_READ_FILE | landlock::access_truncate |
                                   landlock::access_ioctl_dev;

}  // namespace

Landlock::Landlock(int abi)
    : abi_{abi}, handled_{landlock::all_access(abi)}, ruleset_{landlock::make_ruleset(abi, landlock::Tcp::closed)} {}

void Landlock::allow(const std::filesystem::path& path, std::uint64_t access) {
  const UniqueFd place{::open(path.c_str(), O_PATH | O_CLOEXEC)};
  if (!place) return;
  struct stat status{};
  check(::fstat(place.get(), &status), path.native());
  if (!S_ISDIR(status.st_mode)) access &= of_files;
  landlock::allow_beneath(ruleset_, place, access & handled_);
}

void Landlock::allow_reading(const std::filesystem::path& path) { allow(path, reading); }
void Landlock::allow_executing(const std::filesystem::path& path) { allow(path, reading | LANDLOCK_ACCESS_FS_EXECUTE); }
void Landlock::allow_writing(const std::filesystem::path& path) {
  allow(path, handled_ & ~devices & ~std::uint64_t{LANDLOCK_ACCESS_FS_EXECUTE});
}
void Landlock::allow_writing_file(const std::filesystem::path& path) {
  allow(path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | landlock::access_truncate);
}
void Landlock::allow_making_sockets(const std::filesystem::path& folder) {
  allow(folder, LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE);
}

void Landlock::allow_listening(std::uint16_t port) {
  if (abi_ >= 4) landlock::allow_listening(ruleset_, port);
}

void Landlock::enter() { landlock::enter(ruleset_); }

}  // namespace cordon::confinement
