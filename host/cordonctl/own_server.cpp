#include "host/cordonctl/own_server.hpp"

#include "base/syscall.hpp"
#include "host/cordonctl/interrupt.hpp"

#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;
constexpr seconds start_deadline{30}, stop_deadline{15};
constexpr milliseconds poll_interval{10};
constexpr std::string_view folder_prefix = "cordonctl-server-";

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

// Without what is meant for us or for another server; it would refuse names that it does not know.
std::vector<std::string> environment() {
  std::vector<std::string> kept;
  for (char** entry = environ; *entry != nullptr; ++entry)
    if (!std::string_view{*entry}.starts_with("CORDON_")) kept.emplace_back(*entry);
  return kept;
}

fs::path socket_in(const fs::path& folder) { return folder / "server" / "socket"; }

// Manifests and plugins of a checkout belong to whoever made it.
std::string owner_of(const fs::path& folder) {
  struct stat status{};
  return std::to_string(::stat(folder.c_str(), &status) == 0 ? status.st_uid : ::geteuid());
}

std::vector<std::string> command(const OwnServerOptions& options, const fs::path& folder) {
  const fs::path programs = program_folder();
  std::vector<std::string> words{(programs / "cordon-cage").string(), "--state-dir", folder.string()};
  // The server's user may not be able to reach the folder: the cage copies it.
  if (!options.stage_languages) words.insert(words.end(), {"--languages", options.languages.string()});
  const std::string server = (programs / "cordond").string(), socket = socket_in(folder).string();
  words.insert(words.end(), {"--", server, "--host", "", "--unix-socket", socket, "--state-dir", folder.string()});
  words.insert(words.end(),
               {"--languages", (folder / "languages.d").string(), "--plugins", default_plugins().string()});
  words.insert(words.end(), {"--operator-id", owner_of(options.languages), "--log-level", "warn"});
  if (!options.security_level.empty()) words.insert(words.end(), {"--security-level", options.security_level});
  words.insert(words.end(), {"--pool-ready", "0"});  // one request does not pay for sandboxes that nobody will use
  return words;
}

// What commands that were killed have left. The cage holds the lock of a folder that is in use; one that
// is not an hour old may be about to be.
void sweep(const fs::path& parent) {
  std::error_code error;
  for (fs::directory_iterator entry{parent, error}, end; !error && entry != end; entry.increment(error)) {
    if (!entry->path().filename().string().starts_with(folder_prefix)) continue;
    const UniqueFd lock{::open((entry->path() / "lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW)};
    struct stat status{};
    if (!lock || ::fstat(lock.get(), &status) != 0 || status.st_uid != ::geteuid()) continue;
    if (status.st_mtime + 3600 > ::time(nullptr) || ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) continue;
    std::error_code ignored;
    fs::remove_all(entry->path(), ignored);
  }
}

// A folder that the server's own user can look into but not list, with the images that there are.
Result<TempDir> make_state(const OwnServerOptions& options) {
  std::error_code error;
  const fs::path images = fs::absolute(options.state_dir / "images", error);
  const bool there = fs::is_directory(images / "by-name", error);
  if (!there && options.images == OwnServerOptions::Images::needed)
    return fail(Errc::unavailable, "there are no language images in " + images.string() +
                                       "; build them with `cordonctl images build`, or name a server with --server");
  sweep(fs::temp_directory_path());
  TRY(auto folder, TempDir::create(fs::temp_directory_path(), folder_prefix));
  if (::chmod(folder.path().c_str(), 0711) != 0) return fail_errno("chmod " + folder.path().string());
  error.clear();
  if (there) fs::create_directory_symlink(images, folder.path() / "images", error);
  const fs::path staged = folder.path() / "languages.d";
  if (!error && options.stage_languages) fs::copy(options.languages, staged, error);
  if (!error && options.stage_languages)
    fs::permissions(staged, fs::perms{0755}, error);  // the source may have been ours alone to enter
  if (error) return fail(Errc::internal, "a state folder cannot be made: " + error.message());
  return folder;
}

[[noreturn]] void become_keeper(char* const* arguments, char* const* variables, int log, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(127);
  ::setpgid(0, 0);  // Ctrl-C is for us: we stop it when we are ready
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0 || ::dup2(null, 0) < 0 || ::dup2(log, 1) < 0 || ::dup2(log, 2) < 0) ::_exit(127);
  std::signal(SIGPIPE, SIG_DFL);
  ::execve(arguments[0], arguments, variables);
  ::_exit(127);
}

}  // namespace

fs::path program_folder() {
  std::error_code error;
  const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path();
  return fs::exists(beside / "cordon-cage", error) ? beside : fs::path{CORDON_LIBEXEC};
}

fs::path default_plugins() {
  if (const char* given = std::getenv("CORDON_PLUGIN_PATH"); given != nullptr && *given != '\0') return given;
  std::error_code error;
  const fs::path built = program_folder().parent_path() / "lib/cordon/plugins";
  return fs::is_directory(built, error) ? built : fs::path{CORDON_PLUGINS_INSTALLED};
}

Result<OwnServer> OwnServer::start(const OwnServerOptions& options) {
  std::error_code error;
  for (const char* program : {"cordon-cage", "cordon-agent", "cordond"})
    if (!fs::exists(program_folder() / program, error))
      return fail(Errc::unavailable, std::string{program} + " is not in " + program_folder().string() +
                                         "; install it, or name a server with --server");
  TRY(TempDir folder, make_state(options));
  const UniqueFd log{::open((folder.path() / "log").c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600)};
  if (!log) return fail_errno("open the log");
  auto words = command(options, folder.path());
  auto variables = environment();
  const auto arguments = pointers(words), settings = pointers(variables);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) return fail_errno("fork");
  if (process == 0) become_keeper(arguments.data(), settings.data(), log.get(), parent);
  OwnServer server{std::move(folder), process};
  TRY_VOID(server.wait_until_it_answers());
  return server;
}

Result<> OwnServer::wait_until_it_answers() {
  const auto deadline = Clock::now() + start_deadline;
  while (Clock::now() < deadline) {
    if (interrupted() != 0) return fail(Errc::unavailable, "interrupted");
    if (::waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = 0;
      return fail(Errc::unavailable, "a server could not be started: " + last_words());
    }
    std::error_code error;
    if (fs::exists(socket_in(folder_.path()), error) && client().get("/health", seconds{5})) return {};
    std::this_thread::sleep_for(poll_interval);
  }
  return fail(Errc::unavailable, "a server that was started does not answer: " + last_words());
}

std::string OwnServer::last_words() const {
  const std::string log = base::read_file(folder_.path() / "log").value_or("");
  const std::size_t end = log.find_last_not_of('\n');
  if (end == std::string::npos) return "it said nothing; `cordonctl doctor` tells what is missing";
  const std::size_t newline = log.rfind('\n', end);
  const std::string line = log.substr(newline == std::string::npos ? 0 : newline + 1, end + 1 - (newline + 1));
  const auto entry = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  return entry.is_object() && entry.contains("message") ? entry["message"].get<std::string>() : line;
}

Client OwnServer::client() const { return Client{Url{.socket = socket_in(folder_.path())}}; }

OwnServer::~OwnServer() {
  if (process_ == 0) return;
  ::kill(process_, SIGTERM);  // our child, and not waited for: the number is still its own
  const auto deadline = Clock::now() + stop_deadline;
  while (::waitpid(process_, nullptr, WNOHANG) == 0) {
    if (Clock::now() > deadline) ::kill(process_, SIGKILL);
    std::this_thread::sleep_for(poll_interval);
  }
}

}  // namespace cordon::cordonctl
