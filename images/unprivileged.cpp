#include "images/unprivileged.hpp"

#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <string>

#include "base/bytes.hpp"
#include "base/quantity.hpp"
#include "base/syscall.hpp"

namespace cordon::images {
namespace {

// Next to the server's (host/cage/main.cpp): nobody else has it, so that nobody else can signal or trace the child.
constexpr uid_t user = 199998;
constexpr std::size_t longest_message = 64 << 10;
constexpr rlim_t most_seconds = 3600;

#if defined(CORDON_SANITIZED)
constexpr rlim_t most_memory = RLIM_INFINITY;  // the sanitizers reserve terabytes
#else
constexpr rlim_t most_memory = rlim_t{4} << 30;
#endif

// A root who has only himself, in a user namespace without this user, has no rights to lose.
bool give_up_rights() {
  if (::geteuid() == 0) {
    if (::setresgid(user, user, user) != 0) {
      if (errno != EINVAL) return false;
    } else if (::setgroups(0, nullptr) != 0 || ::setresuid(user, user, user) != 0 ||
               ::prctl(PR_SET_DUMPABLE, 1) != 0) {  // dumpable, or /proc/self/fd were not his
      return false;
    }
  }
  const rlimit processor{most_seconds, most_seconds};
  const rlimit memory{most_memory, most_memory};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::setrlimit(RLIMIT_CPU, &processor) == 0 &&
         ::setrlimit(RLIMIT_AS, &memory) == 0;
}

Result<> give(const std::vector<int>& folders, uid_t owner) {
  if (::geteuid() != 0) return {};
  for (const int folder : folders)
    if (::fchown(folder, owner, owner) != 0 && errno != EINVAL) return fail_errno("give a folder to the unpacker");
  return {};
}

[[noreturn]] void be_child(int answer, pid_t parent, const std::function<Result<>()>& work) {
  // Or the store's lock would outlive the parent here.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  Result<> result = fail(Errc::internal, "cannot give up root's rights");
  if (::getppid() == parent && give_up_rights()) result = work();
  base::Writer message;
  message.number(static_cast<std::uint32_t>(result ? 0 : 1));
  message.number(static_cast<std::uint32_t>(result ? Errc::internal : result.error().code));
  message.raw(result ? std::string{} : result.error().message.substr(0, longest_message));
  ::_exit(base::write_all(answer, std::move(message).take()) ? 0 : 1);
}

}  // namespace

Result<> as_nobody(const std::vector<int>& folders, const std::function<Result<>()>& work) {
  TRY_VOID(give(folders, user));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return fail_errno("make a pipe");
  const UniqueFd reading{ends[0]};
  UniqueFd writing{ends[1]};
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return fail_errno("start the unpacker");
  if (child == 0) be_child(writing.get(), parent, work);
  writing.reset();
  std::string answer;
  char block[4096];
  for (ssize_t n; (n = base::retry([&] { return ::read(reading.get(), block, sizeof block); })) > 0;)
    answer.append(block, static_cast<std::size_t>(n));
  int status = 0;
  if (base::retry([&] { return ::waitpid(child, &status, 0); }) != child) return fail_errno("wait for the unpacker");
  TRY_VOID(give(folders, 0));
  base::Reader reader{answer};
  const auto failed = reader.number<std::uint32_t>();
  const auto code = static_cast<Errc>(reader.number<std::uint32_t>());
  if (reader.bad())
    return fail(Errc::malformed_request,
                "the archive is refused: its unpacker has died of it, or of too little memory");
  if (failed != 0) return fail(code, std::string{reader.rest()});
  return {};
}

}  // namespace cordon::images
