#include "host/server.hpp"

#include "base/log.hpp"
#include "base/syscall.hpp"
#include "host/api/routes.hpp"
#include "host/confinement/server.hpp"
#include "host/execution/artefact_cache.hpp"
#include "host/execution/executor.hpp"
#include "host/http/server.hpp"
#include "host/languages/registry.hpp"
#include "host/languages/reloader.hpp"
#include "host/languages/worker.hpp"
#include "host/proof.hpp"
#include "host/sandbox/namespaces/backend.hpp"
#include "host/status.hpp"
#include "images/store.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <map>
#include <sstream>

namespace cordon {
namespace {

constexpr int cannot_start = 2;
constexpr int lost = 3;
constexpr int cage_channel = 3;  // the descriptor that cordon-cage starts us with

int refuse(const Error& error) {
  log::critical("the server cannot start: {}", error.message);
  log::shutdown();
  return cannot_start;
}

// Runs the loop until the self-test is done: nobody can connect before that.
bool obtained(Proof& proof, asio::io_context& loop) {
  bool holds = false;
  asio::co_spawn(loop, proof.obtain(), [&](const std::exception_ptr& bug, bool answer) {
    holds = !bug && answer;
    loop.stop();
  });
  loop.run();
  loop.restart();
  return holds;
}

// Root, ourselves, and who started us. In a user namespace that knows one user only, everybody else,
// root among them, looks like the same nobody: there the folder that the operator named has to do.
languages::Trust trusted(const config::Config& config) {
  languages::Trust trust{.owners = {0, ::geteuid(), config.operator_id}};
  constexpr uid_t overflow_id = 65534;  // /proc/sys/kernel/overflowuid, as it is everywhere
  std::istringstream map{base::read_file("/proc/self/uid_map").value_or("")};
  std::uint64_t inside = 0, outside = 0, count = 0;
  if (map >> inside >> outside >> count && count == 1) trust.owners.push_back(overflow_id);
  return trust;
}

// Asks every language's tools for their version and fills the pools, one language after the other: what
// is ready answers while the rest is still warming.
Task<> warm_up(const languages::Languages& languages, execution::Toolchains& toolchains,
               const std::function<Task<bool>()>& proven) {
  if (!co_await proven()) co_return;
  const auto table = languages.table();
  for (const languages::Refusal& refusal : table->refused()) log::error("{}", refusal.message);
  for (const auto& language : table->all()) co_await toolchains.prepare(language);
  toolchains.forget_others(*table);
  log::info("{} languages are ready", table->all().size());
}

Task<> refresh(languages::Languages& languages, languages::Reloader& reloader, execution::Toolchains& toolchains,
               const std::function<Task<bool>()>& proven) {
  if (const auto loaded = co_await reloader.reload(); !loaded)
    log::error("the languages stay as they are: {}", loaded.error().message);
  co_await warm_up(languages, toolchains, proven);
}

// The first load, then one for every change of a manifest, a plugin or an image.
Task<> keep_languages(languages::Languages& languages, languages::Reloader& reloader, execution::Toolchains& toolchains,
                      std::vector<std::filesystem::path> folders, std::function<Task<bool>()> proven) {
  co_await refresh(languages, reloader, toolchains, proven);
  const std::function<Task<>()> reloaded = [&] { return warm_up(languages, toolchains, proven); };
  co_await reloader.watch(std::move(folders), reloaded);
}

// A language whose tools could not be asked for their version is asked again, because the machine may have been short
// of something; ever less often, because its manifest may be wrong.
Task<> mend_languages(const languages::Languages& languages, execution::Toolchains& toolchains) {
  constexpr seconds first_pause{1}, longest_pause{60};
  asio::steady_timer timer{co_await asio::this_coro::executor};
  for (seconds pause = first_pause;;) {
    timer.expires_after(pause);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    const auto table = languages.table();
    bool failed = false;
    for (const auto& language : table->all()) {
      const execution::Toolchain& known = toolchains.find(language->id);
      if (known.ready || known.image.empty()) continue;
      failed = true;
      co_await toolchains.prepare(language);
    }
    pause = failed ? std::min(pause * 2, longest_pause) : first_pause;
  }
}

// SIGHUP: look again at once, also where the kernel could not tell us of a change.
Task<> reload_on_signal(languages::Languages& languages, languages::Reloader& reloader,
                        execution::Toolchains& toolchains, std::function<Task<bool>()> proven) {
  asio::signal_set hangup{co_await asio::this_coro::executor, SIGHUP};
  for (;;) {
    const auto [error, signal] = co_await hangup.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    co_await refresh(languages, reloader, toolchains, proven);
  }
}

// A socket of this kind is what the cage starts us with; anything else is somebody's shell.
bool has_cage() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(cage_channel, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

// Before the first thread, which could not be restricted any more. The version of Landlock in force.
Result<int> confine(const config::Config& config, bool caged) {
  confinement::ServerPlaces places{.reads = {config.state_dir / "images", config.languages_path, config.plugin_path},
                                   .writes = config.state_dir / "server",
                                   .socket_files = {config.http.unix_sockets.begin(), config.http.unix_sockets.end()}};
  if (!config.http.host.empty()) places.port = config.http.port;
  try {
    return confinement::confine_server(places, caged ? cage_channel : STDERR_FILENO);
  } catch (const std::system_error& error) {
    return fail(Errc::no_isolation, std::string{"it cannot give up what it does not need: "} + error.what());
  }
}

// What makes a runtime wait for its program (guest/parked), from beside this program: in a sandbox there is no such
// file.
std::map<std::string, std::string> parked_libraries() {
  std::map<std::string, std::string> libraries;
  std::error_code error;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* runtime : {"jvm"})
    if (auto content = base::read_file(folder / ("cordon-parked-" + std::string{runtime} + ".so"), 1 << 20))
      libraries[runtime] = *std::move(content);
  return libraries;
}

// What the server itself is held by, beside what the cage says of the sandboxes.
void add_own_facts(isolation::Facts& facts, int landlock_abi) {
  facts.push_back({.name = "server_system_call_filter", .in_force = true});
  facts.push_back({.name = "server_landlock", .in_force = landlock_abi > 0});
  if (landlock_abi > 0) return;
  facts.back().why = "this kernel has no Landlock, or it is not switched on";
  facts.back().fix = "use Linux 5.13 or newer and add landlock to the lsm= kernel parameter";
}

// --check-config: what a start would refuse, on standard error.
int check(languages::Languages& languages) {
  if (const auto loaded = languages.reload(); !loaded) return refuse(loaded.error());
  for (const languages::Refusal& refusal : languages.table()->refused())
    std::fprintf(stderr, "%s\n", refusal.message.c_str());
  return languages.table()->refused().empty() ? 0 : cannot_start;
}

Task<> stop_on_signal(asio::io_context& loop, http::Server& http, execution::Admission& admission, Status& status,
                      seconds deadline) {
  asio::signal_set signals{co_await asio::this_coro::executor, SIGTERM, SIGINT};
  co_await signals.async_wait(asio::as_tuple(asio::use_awaitable));
  log::info("stopping: what runs may finish within {} s", deadline.count());
  status.draining();
  admission.drain();
  co_await http.stop(deadline);
  loop.stop();
}

}  // namespace

int run_server(const config::Config& config) {
  const bool caged = has_cage();  // asked before anything opens a descriptor
  pool::Options pool_options = config.pool;
  pool_options.libraries = parked_libraries();
  const auto confined = confine(config, caged);
  base::start_log(config.log_level);
  if (!confined) return refuse(confined.error());
  asio::io_context loop{1};
  int exit_status = 0;
  const auto executor = loop.get_executor();

  const auto store = images::Store::open(config.state_dir / "images");
  if (!store) return refuse(store.error());
  // Held, so that no garbage collection takes an image away from under a sandbox.
  std::map<std::string, UniqueFd> held_images;
  const auto find_image = [&](std::string_view name) -> Result<std::string> {
    TRY(const auto image, store->find(name));
    if (!held_images.contains(image.digest)) {
      TRY(held_images[image.digest], store->hold(image));
    }
    return image.digest;
  };
  const languages::Trust trust = trusted(config);
  languages::Languages languages{{.folder = config.languages_path,
                                  .check_image = [&](std::string_view name) -> Result<> {
                                    TRY_VOID(find_image(name));
                                    return {};
                                  },
                                  .trust = trust}};
  if (config.check_only) return check(languages);
  if (!caged)
    return refuse(
        {Errc::no_isolation, "cordond is started by cordon-cage, which makes its sandboxes; see packaging/run"});
  auto backend = sandbox::namespaces::connect(executor, UniqueFd{cage_channel}, [&] {
    log::critical("the cage is gone, and every sandbox with it");
    exit_status = lost;
    loop.stop();
  });
  if (!backend) return refuse(backend.error());
  isolation::Facts facts = (*backend)->facts();
  add_own_facts(facts, *confined);
  Proof proof{{.backend = **backend,
               .facts = facts,
               .any_image = [&]() -> std::optional<std::string> {
                 for (const std::string& name : store->names())
                   if (auto digest = find_image(name)) return *digest;
                 return std::nullopt;
               },
               .own_folder = config.state_dir / "server"}};
  if (!proof.reaches(config.security_level) || !obtained(proof, loop)) {
    log::shutdown();
    return exit_status == 0 ? cannot_start : exit_status;
  }
  if (const auto loaded = languages.reload(); !loaded) return refuse(loaded.error());

  pool::Pool pool{executor, **backend, std::move(pool_options)};
  languages::Worker worker{executor, {.plugin_folder = config.plugin_path, .trust = trust}};
  execution::Toolchains toolchains{pool, find_image, config.security_level};
  execution::Admission admission{executor, config.admission};
  execution::ArtefactCache artefacts{
      executor, {.size = config.artefact_cache.size, .folder = config.state_dir / "server" / "artefacts"}};
  const auto submissions = execution::make_executor({.admission = admission,
                                                     .languages = languages,
                                                     .worker = worker,
                                                     .pool = pool,
                                                     .toolchains = toolchains,
                                                     .artefacts = artefacts,
                                                     .level = config.security_level,
                                                     .isolation_method = std::string{(*backend)->method()}});
  Status status{{.languages = languages,
                 .toolchains = toolchains,
                 .admission = admission,
                 .pool = pool,
                 .artefacts = artefacts,
                 .backend = **backend,
                 .facts = facts,
                 .self_test = proof.self_test(),
                 .level = config.security_level,
                 .version = CORDON_VERSION}};
  http::Server http{executor, config.http,
                    api::routes({.executor = *submissions,
                                 .languages = status,
                                 .health = [&] { return status.health(); },
                                 .pools = [&] { return status.pools(); },
                                 .limits = {.code_points = config.max_code_length},
                                 .judging = {.request = {.code_points = config.max_code_length},
                                             .test_cases = config.max_test_cases,
                                             .time = seconds{config.judged_seconds},
                                             .at_once = config.admission.running},
                                 .version = CORDON_VERSION})};
  if (const auto listening = http.start(); !listening) return refuse(listening.error());
  log::info("listening on {}:{}", config.http.host, http.port());

  languages::Reloader reloader{languages, worker};
  const std::vector<std::filesystem::path> folders{config.languages_path, config.plugin_path,
                                                   store->folder() / "by-name"};
  // The first image may be built while we run: no language is ready before the self-test was run on it.
  const std::function<Task<bool>()> proven = [&]() -> Task<bool> {
    const bool holds = co_await proof.obtain();
    if (!holds) {
      exit_status = cannot_start;
      loop.stop();
    }
    co_return holds;
  };
  asio::co_spawn(executor, keep_languages(languages, reloader, toolchains, folders, proven), asio::detached);
  asio::co_spawn(executor, mend_languages(languages, toolchains), asio::detached);
  asio::co_spawn(executor, reload_on_signal(languages, reloader, toolchains, proven), asio::detached);
  asio::co_spawn(executor, stop_on_signal(loop, http, admission, status, config.drain_deadline), asio::detached);
  loop.run();
  pool.stop();
  log::info("stopped");
  log::shutdown();
  return exit_status;
}

}  // namespace cordon
