// The privileged program's loop: starts the server without privileges, makes sandboxes for it, takes
// them away, and starts the server again when it dies. Single-threaded; parses no text.
#pragma once

#include "host/cage/cgroup.hpp"
#include "host/cage/filter.hpp"
#include "host/cage/rootfs.hpp"
#include "host/cage/spec.hpp"
#include "host/cage/stage.hpp"
#include "host/cage/zygotes.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::cage {

struct Options {
  std::string store;        // folder of the images
  std::string mount_point;  // an empty folder of ours
  std::string agent;        // path of cordon-agent
  std::string cgroup_root = "/sys/fs/cgroup";
  std::string instance;             // names our cgroups: the same after a restart, and no other server's
  unsigned server_id = 0;           // user and group of the server
  unsigned first_id = 0;            // of the sandboxes: first_id, first_id + 1, …
  bool rootless = false;            // in a user namespace with one user in it: everything runs as that user
  std::string languages;            // folder of manifests to copy for the server, "" = it reads them itself
  std::string staged_languages;     // where to
  std::vector<std::string> server;  // its command
  std::string weakened;             // what a cage for tests leaves out; always "" in the real one
};

class Cage {
 public:
  // Throws std::system_error with the step that failed.
  explicit Cage(Options options);
  ~Cage();

  // Until SIGTERM or SIGINT, which is passed on to the server; then its exit status.
  int run();

 private:
  // Of events; below them are the numbers of sandboxes.
  static constexpr std::uint64_t signals_key = 1ULL << 40, channel_key = 2ULL << 40, manifests_key = 3ULL << 40,
                                 zygotes_key = 4ULL << 40;

  struct Sandbox {
    std::uint32_t id = 0;
    UniqueFd process;  // pidfd of its first process; gone once it has been reaped
    UniqueFd stream;   // the host's end, until the server has it
    Group group;
    unsigned slot = 0;
    bool expected = false;  // asked of a zygote, which has not answered yet
    bool released = false;  // nobody wants it any more
    std::int64_t released_ms = 0;
  };

  void start_server();
  void serve();
  void handle(std::string_view datagram);
  void create(const CreateMessage& message);
  Sandbox& make(const CreateMessage& message, const std::string& root);
  Sandbox& ask_zygote(const CreateMessage& message, const std::string& root);
  void born(std::uint32_t id, UniqueFd process);
  void limit(const LimitMessage& message);
  void release(std::uint32_t id);
  void answer(const Reply& reply, const Sandbox* sandbox);
  // What every sandbox has from its beginning: both ends of the agent's stream, and a control group where there are any.
  struct Beginning {
    UniqueFd stream, channel;
    Group group;
  };
  Beginning begin();
  std::uint32_t clone_blank();
  std::uint32_t next_id() { return ++next_id_ == 0 ? ++next_id_ : next_id_; }
  Sandbox& take_blank();
  void set_limits(const Sandbox& sandbox, GroupLimits limits);
  void discard_blanks();
  void reap_children();
  void reap_sandbox(std::uint32_t id);
  void server_died(int status);
  void forget_if_done(std::uint32_t id);
  bool idle_work();
  bool kill_stubborn();
  [[nodiscard]] int patience_ms() const;
  void watch(int fd, std::uint64_t key);
  void send_facts();

  Options options_;
  CgroupTree cgroups_;
  Filters filters_;
  int landlock_abi_ = 0;
  UniqueFd agent_;
  UniqueFd program_filter_;  // of Filters::run, for zygotes
  std::unique_ptr<Zygotes> zygotes_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Roots> roots_;
  UniqueFd epoll_, signals_, server_channel_, server_process_;
  std::map<std::uint32_t, Sandbox> sandboxes_;
  std::deque<std::uint32_t> blanks_;        // sandboxes that wait for their assignment, made ahead of need
  std::vector<std::uint32_t> dying_;        // released sandboxes whose first process is still there
  std::vector<std::string> doomed_groups_;  // to be removed as soon as the kernel lets us
  std::deque<unsigned> free_slots_;
  std::uint32_t next_id_ = 0;
  int stop_signal_ = 0;
  int exit_status_ = 0;
  bool done_ = false;
  int quick_deaths_ = 0;  // of the server, in a row
  std::int64_t server_started_ms_ = 0;
};

}  // namespace cordon::cage
