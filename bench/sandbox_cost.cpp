// What one cold sandbox costs (make it, run /bin/true in it, destroy it), against bubblewrap on the same root
// file system. Started as root by bench/bench.py:
//   sandbox_cost CAGE STATE_DIR IMAGE_DIGEST ROUNDS JSON_FILE [OTHER_BIN OTHER_STATE_DIR]
// and, if asked, against another build's programs (the folder with its cordon-cage and bench_sandbox_cost), so
// that a change is measured beside what it changed.
// The cage then starts it a second time as its unprivileged server, which makes the sandboxes.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/syscall.hpp"
#include "bench/measure.hpp"
#include "host/sandbox/namespaces/backend.hpp"
#include "host/sandbox/run.hpp"

namespace {

using namespace cordon;

Task<> one_sandbox(sandbox::Backend& backend, std::string image, bool& succeeded) {
  const sandbox::Spec spec{.image = image};
  auto made = co_await backend.create(spec);
  if (!made) co_return;
  sandbox::Program program{.argv = {"/bin/true"}};
  const sandbox::OnOutput ignore = [](bool, std::string_view) { return true; };
  const auto ran = co_await sandbox::run_program(**made, std::move(program), ignore);
  (*made)->kill();
  // The stream ends when the agent, the last process in the sandbox, is dead.
  while (co_await (*made)->agent().receive()) {
  }
  succeeded = ran && ran->exit_code == 0 && ran->signal == 0;
}

// As the cage's server: a byte on standard input asks for a sandbox, a byte on standard output says that it is gone.
int serve(const std::string& image) {
  asio::io_context loop{1};
  auto backend = sandbox::namespaces::connect(loop.get_executor(), UniqueFd{3}, [&] { loop.stop(); });
  if (!backend) return 2;
  for (char asked; ::read(0, &asked, 1) == 1;) {
    bool succeeded = false;
    asio::co_spawn(loop, one_sandbox(**backend, image, succeeded), [&](std::exception_ptr) { loop.stop(); });
    loop.restart();
    loop.run();
    if (!succeeded || ::write(1, "", 1) != 1) return 2;
  }
  return 0;
}

struct Cage {
  int to = -1, from = -1;
};

Cage start_cage(const std::string& cage, const std::string& state_dir, const std::string& server,
                const std::string& image) {
  int in[2], out[2];
  base::check(::pipe2(in, O_CLOEXEC), "pipe");
  base::check(::pipe2(out, O_CLOEXEC), "pipe");
  if (base::check(::fork(), "fork") == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    ::execl(cage.c_str(), cage.c_str(), "--state-dir", state_dir.c_str(), "--", server.c_str(), "--serve",
            image.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  return {in[1], out[0]};
}

void ask(const Cage& cage) {
  char done = 0;
  if (::write(cage.to, "", 1) != 1 || ::read(cage.from, &done, 1) != 1) throw std::runtime_error{"the cage failed"};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "--serve") == 0) return serve(argv[2]);
  if (argc != 6 && argc != 8) return 2;

  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const Cage cage = start_cage(argv[1], argv[2], self, argv[3]);
  const std::string root = std::string{argv[2]} + "/images/" + argv[3] + "/rootfs";
  std::vector<bench::Contender> contenders{
      {"bwrap --unshare-all, same rootfs",
       [&] {
         bench::run_program("", {"/usr/bin/bwrap", "--unshare-all", "--ro-bind", root, "/", "--proc", "/proc", "--dev",
                                 "/dev", "--tmpfs", "/tmp", "--", "/bin/true"});
       }},
      {"cordon: cold sandbox", [&] { ask(cage); }}};
  Cage other;
  if (argc == 8) {
    const std::string programs = argv[6];
    other = start_cage(programs + "/cordon-cage", argv[7], programs + "/bench_sandbox_cost", argv[3]);
    contenders.push_back({"cordon: cold sandbox, the other build", [&] { ask(other); }});
  }
  bench::run_interleaved(contenders, std::atoi(argv[4]));
  std::ofstream{argv[5]} << bench::report(contenders).dump(1) << '\n';
  ::close(cage.to);
  if (argc == 8) ::close(other.to);
  while (::wait(nullptr) > 0) {
  }
}
