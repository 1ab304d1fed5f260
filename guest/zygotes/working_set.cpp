#include "guest/zygotes/working_set.hpp"

#include "base/unique_fd.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace cordon::zygotes {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::size_t most_ranges = 1000;
// What a child has written to is its own from then on: so much of what only its program needs while it waits.
constexpr std::size_t most_waiting_pages = 220;
// The kernel maps so many pages of a file around one that is looked at.
constexpr std::uint64_t mapped_around = 16;

// Linux 5.14; before it they are refused, and children do without.
constexpr int populate_read = 22, populate_write = 23;

// proc_pid_pagemap(5)
constexpr std::uint64_t present = 1ULL << 63, of_a_file = 1ULL << 61, only_here = 1ULL << 56;

struct Range {
  std::uint64_t begin = 0, end = 0;  // addresses
  int advice = 0;
};

struct Ranges {
  std::size_t count;
  std::array<Range, most_ranges> all;

  void add(std::uint64_t address, int advice, std::uint64_t gap) {
    Range* last = count > 0 ? &all[count - 1] : nullptr;
    if (last != nullptr && last->advice == advice && last->end <= address && address - last->end <= gap)
      last->end = address + page;
    else if (count < most_ranges)
      all[count++] = {address, address + page, advice};
  }
  void take() const {
    for (std::size_t i = 0; i < count; ++i)
      ::madvise(reinterpret_cast<void*>(all[i].begin), all[i].end - all[i].begin, all[i].advice);
  }
};

struct WorkingSet {
  std::array<Ranges, 2> at;  // by Moment
  Ranges& operator[](Moment moment) { return at[static_cast<std::size_t>(moment)]; }
};
WorkingSet* shared = nullptr;

struct Mapping {
  std::uint64_t begin = 0, end = 0;
  bool writable = false;
  bool operator==(const Mapping&) const = default;
};

// Those that are copied by fork(2), and have pages to be counted.
std::vector<Mapping> private_mappings(pid_t process) {
  std::vector<Mapping> mappings;
  const std::string path = "/proc/" + std::to_string(process) + "/maps";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "re"), std::fclose};
  std::array<char, 4400> line{};
  while (file && std::fgets(line.data(), line.size(), file.get()) != nullptr) {
    unsigned long begin = 0, end = 0;
    std::array<char, 5> rights{};
    int name = 0;
    if (std::sscanf(line.data(), "%lx-%lx %4s %*s %*s %*s %n", &begin, &end, rights.data(), &name) != 3) continue;
    const bool kernels = line[static_cast<std::size_t>(name)] == '[' && line[static_cast<std::size_t>(name) + 1] == 'v';
    if (rights[3] == 'p' && rights[0] == 'r' && !kernels) mappings.push_back({begin, end, rights[1] == 'w'});
  }
  return mappings;
}

// A mapping may have grown or been cut by the rehearsal: what both have.
std::vector<Mapping> in_both(const std::vector<Mapping>& ours, const std::vector<Mapping>& theirs) {
  std::vector<Mapping> result;
  for (const Mapping& mine : ours)
    for (const Mapping& other : theirs)
      if (mine.writable == other.writable && std::max(mine.begin, other.begin) < std::min(mine.end, other.end))
        result.push_back({std::max(mine.begin, other.begin), std::min(mine.end, other.end), mine.writable});
  return result;
}

// Calls f with the address of every page that the process has there, and what the kernel says of it.
template <class F>
void for_each_page(const Mapping& mapping, int pagemap, F&& f) {
  std::vector<std::uint64_t> entries((mapping.end - mapping.begin) / page);
  const ssize_t n = ::pread(pagemap, entries.data(), entries.size() * sizeof(std::uint64_t),
                            static_cast<off_t>(mapping.begin / page * sizeof(std::uint64_t)));
  entries.resize(n > 0 ? static_cast<std::size_t>(n) / sizeof(std::uint64_t) : 0);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if ((entries[i] & present) != 0) f(mapping.begin + i * page, entries[i]);
}

}  // namespace

void prepare_working_set() {
  void* room = ::mmap(nullptr, sizeof(WorkingSet), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (room != MAP_FAILED) shared = static_cast<WorkingSet*>(room);
}

void Rehearsal::look(pid_t process) {
  const UniqueFd pagemap{::open(("/proc/" + std::to_string(process) + "/pagemap").c_str(), O_RDONLY | O_CLOEXEC)};
  if (!pagemap || shared == nullptr) return;
  const bool waits = std::exchange(waits_, false);
  for (const Mapping& mapping : in_both(private_mappings(::getpid()), private_mappings(process)))
    for_each_page(mapping, pagemap.get(), [&](std::uint64_t address, std::uint64_t entry) {
      const bool read = (entry & of_a_file) != 0, written = mapping.writable && !read && (entry & only_here) != 0;
      if ((!read && !written) || !seen_.insert(address).second) return;
      const bool early = read || waits || written_ < most_waiting_pages;
      if (written) ++written_;
      Ranges& ranges = (*shared)[early ? Moment::birth : Moment::hand_over];
      ranges.add(address, read ? populate_read : populate_write, read ? mapped_around * page : 0);
    });
}

void take_working_set(Moment moment) {
  if (shared == nullptr) return;
  (*shared)[moment].take();
  if (moment != Moment::hand_over) return;
  ::munmap(shared, sizeof(WorkingSet));  // a program has no such mapping
  shared = nullptr;
}

}  // namespace cordon::zygotes
