// The zygotes (guest/zygotes): one for each image and runtime that children are asked of, started when it is first
// needed, and again after a number of children, because children share their zygote's places in memory.
//
// Owned by the cage, single-threaded, never waits. What a zygote has to say is taken by serve(), for which `events()`
// becomes readable.
#pragma once

#include "base/unique_fd.hpp"
#include "host/cage/birth.hpp"
#include "host/cage/cgroup.hpp"

#include <array>
#include <compare>
#include <functional>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cordon::cage {

class Zygotes {
 public:
  struct Options {
    std::string folder;     // of the libraries
    int agent;              // open, for as long as we are
    int filter;             // of programs, as it is installed, likewise
    unsigned first_id = 0;  // of sandboxes; a zygote is the user behind the last of them
    bool possible = true;
  };
  // What became of a child that was asked for: its pidfd, or none.
  using OnBirth = std::function<void(std::uint32_t sandbox, UniqueFd process)>;

  Zygotes(Options options, CgroupTree& cgroups, OnBirth on_birth);
  ~Zygotes();

  [[nodiscard]] bool possible() const { return options_.possible; }

  struct Kind {
    Runtime runtime = Runtime::none;
    std::string root;          // where the image is mounted
    std::uint64_t memory = 0;  // of the sandbox, in bytes
    auto operator<=>(const Kind&) const = default;
  };

  // Asks for a child, which is told to `on_birth` later. Throws std::system_error where there can be none.
  void ask(Kind kind, BirthRequest request, int channel, const std::vector<int>& groups);

  // Ends them all, with their children. Who asks again gets new ones.
  void end_all();

  [[nodiscard]] int events() const { return epoll_.get(); }
  void serve();

 private:
  struct Zygote {
    Kind kind;
    UniqueFd process, socket, grant, errors;  // `grant`: what it waits for; `errors`: what it prints
    int pid = -1;
    Group group;
    std::set<std::uint32_t> expected;  // children that were asked for
    unsigned born = 0;
    std::int64_t started_ms = 0;
    bool ready = false;
    bool retiring = false;
  };

  Zygote& current(const Kind& kind);
  Zygote& start(const Kind& kind);
  void hear(Zygote& zygote);
  bool hear_one(Zygote& zygote);
  void let_users_in(Zygote& zygote) const;
  void retire_if_done(Zygote& zygote);
  void bury(Zygote& zygote);
  void watch(int fd, std::uint64_t key);

  Options options_;
  CgroupTree& cgroups_;
  OnBirth on_birth_;
  UniqueFd epoll_;
  std::array<UniqueFd, runtimes> libraries_;
  std::map<std::uint64_t, Zygote> zygotes_;
  std::map<Kind, std::int64_t> broken_until_ms_;
  std::vector<std::string> doomed_groups_;
  std::uint64_t next_key_ = 0;
};

}  // namespace cordon::cage
