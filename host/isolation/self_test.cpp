#include "host/isolation/self_test.hpp"

#include "base/elapsed.hpp"
#include "base/obstacle.hpp"
#include "base/syscall.hpp"
#include "host/isolation/probe_image.hpp"
#include "host/sandbox/run.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace cordon::isolation {
namespace {

constexpr std::array namespace_names{"mnt", "pid", "net", "ipc", "uts", "user", "cgroup"};

// Small, so that using them up takes no time; the probe stops at twice as much (checks_limits.cpp).
constexpr sandbox::Limits small{.wall = milliseconds{10'000},
                                .cpu_time = milliseconds{10'000},
                                .memory = 32_MiB,
                                .processes = 16,
                                .output = 64_KiB,
                                .work_folder = 4_MiB,
                                .work_files = 64,
                                .file_size = 16_MiB};

bool in_force(const Facts& facts, std::string_view name) {
  const auto fact = std::ranges::find(facts, name, &Fact::name);
  return fact != facts.end() && fact->in_force;
}

// What is on this side of the wall for the probe to look for.
class Bait {
 public:
  static Result<Bait> lay(const std::filesystem::path& folder) {
    Bait bait;
    bait.marker_ = std::filesystem::absolute(folder) / "self-test-marker";
    // For everybody to read: what hides it is the wall alone.
    const UniqueFd file{::open(bait.marker_.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)};
    if (!file || !base::write_all(file.get(), "nobody in a sandbox can read this\n") || ::fchmod(file.get(), 0644) != 0)
      return fail_errno("write " + bait.marker_.string());
    bait.socket_ = UniqueFd{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    bait.socket_name_ = "cordon-self-test-" + std::to_string(::getpid());
    sockaddr_un address{.sun_family = AF_UNIX};
    std::memcpy(address.sun_path + 1, bait.socket_name_.data(), bait.socket_name_.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + bait.socket_name_.size());
    if (!bait.socket_ || ::bind(bait.socket_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(bait.socket_.get(), 1) != 0)
      return fail_errno("listen on an abstract socket");
    return bait;
  }
  Bait(Bait&&) = default;
  Bait& operator=(Bait&&) = delete;
  ~Bait() {
    if (!socket_) return;  // moved from
    std::error_code ignored;
    std::filesystem::remove(marker_, ignored);
  }

  [[nodiscard]] std::vector<std::string> expectations(const Facts& facts) const {
    std::vector<std::string> words{"marker=" + marker_.string(), "abstract=" + socket_name_,
                                   std::string{"counted="} + (in_force(facts, "cgroups") ? "1" : "0"),
                                   std::string{"landlock="} + (in_force(facts, "landlock") ? "1" : "0")};
    for (const std::string_view name : namespace_names) {
      if (name == "cgroup" && !in_force(facts, "cgroups")) continue;  // there is none to hide then
      std::error_code error;
      const auto own = std::filesystem::read_symlink("/proc/self/ns/" + std::string{name}, error);
      if (!error) words.push_back("namespace=" + own.string());
    }
    return words;
  }

 private:
  Bait() = default;
  std::filesystem::path marker_;
  std::string socket_name_;
  UniqueFd socket_;
};

struct Report {
  sandbox::Ran ran;
  std::string output;
};

Task<Result<Report>> run_probe(sandbox::Sandbox& sandbox, std::vector<std::string> words) {
  Report report;
  words.insert(words.begin(), "./probe");
  sandbox::Program program{.argv = std::move(words), .environment = {}, .limits = small, .merge_output = true};
  CO_TRY(report.ran, co_await sandbox::run_program(sandbox, std::move(program), [&](bool, std::string_view data) {
           report.output += data;
           return report.output.size() < small.output.count;
         }));
  co_return report;
}

Task<Result<std::unique_ptr<sandbox::Sandbox>>> make(sandbox::Backend& backend, const std::string& image,
                                                     bool compile) {
  sandbox::Spec spec{.image = image, .limits = small, .compile = compile};
  CO_TRY(auto made, co_await backend.create(std::move(spec)));
  sandbox::put_file(*made, "probe", probe_image(), 0755);
  co_return std::move(made);
}

// The step that failed came from the sandbox as a sentence, which ends with what the error number means.
std::string with_mending(const std::string& failure) {
  for (const int number : {EPERM, EACCES, ENOSYS, ENOSPC, EUSERS, EINVAL})
    if (failure.ends_with(std::generic_category().message(number)))
      if (const std::string mending = base::mending(failure, number); !mending.empty())
        return failure + ". To mend it: " + mending;
  return failure;
}

bool ended_for_memory(const sandbox::Ran& ran) {
  return ran.stopped == sandbox::Stopped::memory || (ran.signal != 0 && ran.counters.memory_kills > 0);
}

// Looks from inside, once for each kind of step, and then uses up the memory of the second.
Task<Result<>> look(sandbox::Backend& backend, const std::string& image, const std::vector<std::string>& expectations,
                    SelfTest& result) {
  std::vector<std::string> words{"inside"};
  words.insert(words.end(), expectations.begin(), expectations.end());
  const std::vector<std::string> greed(1, "memory");
  // Both at once: while one looks around, the other is still being made.
  CO_TRY(const auto run, co_await make(backend, image, false));
  CO_TRY(const auto compile, co_await make(backend, image, true));
  CO_TRY(const Report of_run, co_await run_probe(*run, words));
  read_report(of_run.output, "", result);
  CO_TRY(const Report of_compile, co_await run_probe(*compile, words));
  read_report(of_compile.output, "compile: ", result);
  CO_TRY(const Report memory, co_await run_probe(*compile, greed));
  if (ended_for_memory(memory.ran))
    result.passed.push_back("memory_limit");
  else
    result.failed.push_back({"memory_limit", "a program could use more memory than it was given"});
  co_return Result<>{};
}

}  // namespace

const std::vector<std::string_view>& probe_checks() {
  static const std::vector<std::string_view> names{
      "identity",        "capabilities",    "no_new_privileges", "filter_mode",     "descriptors",
      "environment",     "resource_limits", "namespaces",        "host_name",       "control_group",
      "process_one",     "other_processes", "host_files",        "writable_places", "devices",
      "network",         "landlock",        "denied_calls",      "new_namespaces",  "foreign_calls",
      "socket_families", "inode_limit",     "work_folder_limit", "process_limit"};
  return names;
}

void read_report(std::string_view text, std::string_view prefix, SelfTest& result) {
  for (const std::string_view name : probe_checks()) {
    const std::string full = std::string{prefix} + std::string{name};
    const std::string ok = "\nok " + std::string{name} + "\n", bad = "\nbad " + std::string{name} + ": ";
    const std::string all = "\n" + std::string{text} + "\n";
    if (const std::size_t at = all.find(bad); at != std::string::npos) {
      const std::size_t from = at + bad.size();
      result.failed.push_back({full, all.substr(from, all.find('\n', from) - from)});
    } else if (all.find(ok) != std::string::npos) {
      result.passed.push_back(full);
    } else {
      result.failed.push_back({full, "the probe ended before it could say"});
    }
  }
}

std::vector<std::string> failures(const SelfTest& result) {
  std::vector<std::string> sentences;
  for (const SelfTest::Failure& failure : result.failed)
    sentences.push_back("the self-test looked from inside a sandbox, and " + failure.check +
                        " does not hold: " + failure.found);
  if (result.outcome == SelfTest::Outcome::failed && !result.why.empty())
    sentences.push_back("the self-test could not be done: " + result.why);
  return sentences;
}

Task<SelfTest> test_sandboxes(sandbox::Backend& backend, std::string image, std::filesystem::path own_folder) {
  const auto began = std::chrono::steady_clock::now();
  SelfTest result;
  Result<> looked;
  if (const auto bait = Bait::lay(own_folder))
    looked = co_await look(backend, image, bait->expectations(backend.facts()), result);
  else
    looked = tl::unexpected{bait.error()};
  if (!looked) result.why = with_mending(looked.error().message);
  result.outcome = looked && result.failed.empty() ? SelfTest::Outcome::passed : SelfTest::Outcome::failed;
  result.took = base::since<milliseconds>(began);
  co_return result;
}

}  // namespace cordon::isolation
