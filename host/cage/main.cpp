// cordon-cage [options] -- server [arguments]
//
// Two processes: the keeper holds the lock on the state folder and starts the cage again should
// anything kill it; the cage does the rest (cage.hpp). When either dies, the kernel ends all below.

#include "base/namespace.hpp"
#include "base/obstacle.hpp"
#include "base/protection.hpp"
#include "base/syscall.hpp"
#include "host/cage/cage.hpp"
#include "host/cage/privileges.hpp"

#include <getopt.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace {

using cordon::UniqueFd;
using cordon::base::check;
using cordon::base::OneId;

constexpr int refused = 2;

constexpr const char* usage =
    "usage: cordon-cage [options] -- SERVER [ARGUMENTS]\n"
    "  --state-dir DIR     images, locks, everything that stays (required)\n"
    "  --languages DIR     manifests; copied to languages.d in the state folder for the server\n"
    "  --agent FILE        the agent (default: cordon-agent beside this program)\n"
    "  --server-id N       user and group of the server (default 199999)\n"
    "  --first-id N        first of 4,096 users and groups of sandboxes (default 200000)\n"
    "  --cgroup-root DIR   where cgroups are mounted (default /sys/fs/cgroup)\n";

#ifdef CORDON_WEAKENED
constexpr const char* agent_name = "cordon-agent-without";
constexpr option weakening_options[] = {{"without", required_argument, nullptr, 'w'},
                                        {"fail", required_argument, nullptr, 'x'}};

void weaken(int choice, const std::string& argument) {
  if (choice == 'x') {  // STEP:N
    const std::size_t colon = argument.rfind(':');
    if (colon == std::string::npos) throw std::invalid_argument{"--fail wants STEP:N"};
    return cordon::base::inject_fault(argument.substr(0, colon),
                                      static_cast<unsigned>(std::stoul(argument.substr(colon + 1))));
  }
  const auto protection = cordon::base::protection_named(argument);
  if (!protection) throw std::invalid_argument{"no protection is called " + argument};
  cordon::base::leave_out(*protection);
}
#else
constexpr const char* agent_name = "cordon-agent";
#endif

struct Arguments {
  std::string state_dir;
  cordon::cage::Options cage;
};

std::string absolute(const std::string& path) {
  char resolved[PATH_MAX];
  if (::realpath(path.c_str(), resolved) == nullptr) check(-1, path);
  return resolved;
}

unsigned number(const char* text) {
  char* end = nullptr;
  const unsigned long value = std::strtoul(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value == 0 || value > 4'000'000'000UL)
    throw std::invalid_argument{std::string{"not a user number: "} + text};
  return static_cast<unsigned>(value);
}

Arguments parse(int argc, char** argv) {
  Arguments arguments;
  arguments.cage.server_id = 199'999;
  arguments.cage.first_id = 200'000;
  std::vector<option> options{
      {"state-dir", required_argument, nullptr, 's'}, {"agent", required_argument, nullptr, 'a'},
      {"languages", required_argument, nullptr, 'l'}, {"server-id", required_argument, nullptr, 'u'},
      {"first-id", required_argument, nullptr, 'f'},  {"cgroup-root", required_argument, nullptr, 'c'}};
#ifdef CORDON_WEAKENED
  options.insert(options.end(), std::begin(weakening_options), std::end(weakening_options));
#endif
  options.push_back({});
  for (int choice; (choice = ::getopt_long(argc, argv, "+", options.data(), nullptr)) != -1;) switch (choice) {
      case 's':
        arguments.state_dir = optarg;
        break;
      case 'l':
        arguments.cage.languages = optarg;
        break;
      case 'a':
        arguments.cage.agent = optarg;
        break;
      case 'u':
        arguments.cage.server_id = number(optarg);
        break;
      case 'f':
        arguments.cage.first_id = number(optarg);
        break;
      case 'c':
        arguments.cage.cgroup_root = optarg;
        break;
#ifdef CORDON_WEAKENED
      case 'w':
      case 'x':
        weaken(choice, optarg);
        arguments.cage.weakened += (arguments.cage.weakened.empty() ? "" : ",") + std::string{optarg};
        break;
#endif
      default:
        throw std::invalid_argument{"unknown option"};
    }
  arguments.cage.server.assign(argv + optind, argv + argc);
  if (arguments.state_dir.empty()) throw std::invalid_argument{"--state-dir is required"};
  if (arguments.cage.server.empty()) throw std::invalid_argument{"no server was named"};
  arguments.cage.server[0] = absolute(arguments.cage.server[0]);
  if (arguments.cage.agent.empty()) {
    const std::string self = absolute("/proc/self/exe");
    arguments.cage.agent = self.substr(0, self.rfind('/')) + '/' + agent_name;
  }
  return arguments;
}

void make_folder(const std::string& path, mode_t mode) {
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) check(-1, "make " + path);
}

// The same for every start on this state folder, and different for every other one.
std::string instance_name(const std::string& state_dir) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  for (const char c : state_dir) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

UniqueFd lock(const std::string& state_dir) {
  UniqueFd file = cordon::base::check_fd(::open((state_dir + "/lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600),
                                         "open the lock");
  // A keeper that was killed a moment ago may still be going.
  for (int attempt = 0; ::flock(file.get(), LOCK_EX | LOCK_NB) != 0; ++attempt) {
    if (attempt == 40) throw std::runtime_error{"another server is running on " + state_dir};
    ::usleep(50'000);
  }
  return file;
}

// Without root: a user namespace in which we are root over nothing but our own user.
void enter_user_namespace() {
  const OneId user{0, ::geteuid()}, group{0, ::getegid()};
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
    throw std::runtime_error{
        std::string{"no sandbox can be made: not root, and user namespaces are refused ("} + std::strerror(errno) +
        "). Start as root, or allow them: sysctl kernel.unprivileged_userns_clone=1, "
        "kernel.apparmor_restrict_unprivileged_userns=0 or an AppArmor profile with `userns,` for cordon-cage"};
  cordon::base::map_one_user(user, group);
}

void prepare_state(Arguments& arguments) {
  make_folder(arguments.state_dir, 0755);
  arguments.state_dir = absolute(arguments.state_dir);
  arguments.cage.store = arguments.state_dir + "/images";
  arguments.cage.mount_point = arguments.state_dir + "/cage";
  arguments.cage.instance = instance_name(arguments.state_dir);
  make_folder(arguments.cage.store, 0755);
  make_folder(arguments.cage.mount_point, 0755);
  if (!arguments.cage.languages.empty()) {
    arguments.cage.staged_languages = arguments.state_dir + "/languages.d";
    make_folder(arguments.cage.staged_languages, 0755);
  }
  const std::string own = arguments.state_dir + "/server";  // what the server may write
  make_folder(own, 0750);
  if (!arguments.cage.rootless)
    check(::chown(own.c_str(), arguments.cage.server_id, arguments.cage.server_id), "chown " + own);
}

int run_cage(const cordon::cage::Options& options) {
  try {
    cordon::cage::keep_only_what_sandboxes_need();
    return cordon::cage::Cage{options}.run();
  } catch (const std::system_error& error) {
    const std::string mending = cordon::base::mending(error.what(), error.code().value());
    std::fprintf(stderr, "cordon-cage: %s%s%s\n", error.what(),
                 mending.empty() ? "" : ". To mend it: ", mending.c_str());
    return refused;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cordon-cage: %s\n", error.what());
    return refused;
  }
}

volatile sig_atomic_t cage_process = 0;
volatile sig_atomic_t stopping = 0;

void pass_on(int signal) {
  if (signal != SIGHUP) stopping = 1;
  if (cage_process > 0) ::kill(static_cast<pid_t>(cage_process), signal);
}

int keep(const cordon::cage::Options& options) {
  struct sigaction action{};
  action.sa_handler = pass_on;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::sigaction(signal, &action, nullptr);
  ::prctl(PR_SET_NAME, "cordon-keeper");
  constexpr int most_restarts = 1000;
  for (int restarts = 0; restarts < most_restarts; ++restarts) {
    const pid_t keeper = ::getpid();
    const pid_t pid = static_cast<pid_t>(check(::fork(), "fork"));
    if (pid == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (::getppid() != keeper) return refused;
      ::prctl(PR_SET_NAME, "cordon-cage");
      // A session of its own: Ctrl-C reaches the keeper alone, which passes it on once.
      ::setsid();
      return run_cage(options);
    }
    cage_process = pid;
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    cage_process = 0;
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    if (stopping != 0) return 128 + WTERMSIG(status);
    std::fprintf(stderr, "cordon-cage: the cage was killed by signal %d; starting it again\n", WTERMSIG(status));
    ::usleep(200'000);
  }
  return refused;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Arguments arguments = parse(argc, argv);
    arguments.cage.rootless = ::geteuid() != 0;
    prepare_state(arguments);
    const UniqueFd lock_file = lock(arguments.state_dir);
    if (arguments.cage.rootless) enter_user_namespace();
    return keep(arguments.cage);
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "cordon-cage: %s\n%s", error.what(), usage);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cordon-cage: %s\n", error.what());
  }
  return refused;
}
