#include "base/nearest.hpp"
#include "host/cordonctl/difference.hpp"
#include "host/cordonctl/languages.hpp"
#include "host/cordonctl/manifests.hpp"
#include "host/cordonctl/report.hpp"
#include "host/cordonctl/request.hpp"
#include "host/cordonctl/server.hpp"

#include <algorithm>
#include <memory>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

constexpr seconds sample_patience{400};

struct Arguments {
  ServerOptions server;
  std::string what;  // a file, an id, an alias, or "" for all
  bool manifest_only = false;
};

Result<ReadManifest> by_name(const std::string& name, const fs::path& folder) {
  TRY(auto manifests, read_manifests(folder));
  std::vector<std::string> names;
  for (ReadManifest& manifest : manifests) {
    const languages::Language& language = manifest.language;
    const bool named = language.id == name || manifest.path.stem() == name ||
                       std::ranges::find(language.aliases, name) != language.aliases.end();
    if (named) return std::move(manifest);
    names.push_back(manifest.path.stem().string());
  }
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  return fail(Errc::unknown_language,
              "there is no manifest for \"" + name + "\" in " + folder.string() + base::did_you_mean(name, candidates));
}

Result<std::vector<ReadManifest>> chosen(const Arguments& arguments) {
  if (arguments.what.empty()) return read_manifests(arguments.server.languages);
  if (names_a_file(arguments.what)) return std::vector{read_manifest(arguments.what)};
  TRY(auto manifest, by_name(arguments.what, arguments.server.languages));
  return std::vector{std::move(manifest)};
}

// A server of our own that has this manifest and no other.
Result<Server> server_with(const ReadManifest& manifest, const fs::path& state_dir) {
  TRY(const TempDir folder, TempDir::create(fs::temp_directory_path(), "cordonctl-manifest-"));
  std::error_code error;
  fs::copy_file(manifest.path, folder.path() / (manifest.language.id + ".yaml"), error);
  if (error) return fail(Errc::internal, "the manifest cannot be copied: " + error.message());
  return Server::start_own({.state_dir = state_dir, .languages = folder.path(), .stage_languages = true});
}

// A server of our own has a copy of the manifest, and says where that is.
std::string at_its_place(const std::string& reason, const ReadManifest& manifest) {
  const std::string copy = manifest.language.id + ".yaml:";
  const std::size_t at = reason.find(copy);
  return at == std::string::npos ? reason : manifest.path.string() + reason.substr(at + copy.size() - 1);
}

// Why the server cannot run programs of this language; "" if it can.
Result<std::string> obstacle(const Server& server, const ReadManifest& manifest) {
  const std::string& id = manifest.language.id;
  TRY_VOID(server.wait_for(id));
  TRY(const json languages, server.languages());
  const auto language = language_named(id, languages);
  if (language && language->value("ready", false)) return std::string{};
  TRY(const Reply reply, server.client().get("/health", sample_patience));
  const auto health = json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  if (!health.is_object()) return fail(Errc::malformed_request, "what answers is not a Cordon server");
  for (const json& refused : health.value("refused_manifests", json::array()))
    if (refused.value("manifest", "") == id + ".yaml") return at_its_place(refused.value("reason", ""), manifest);
  const json all = health.value("languages", json::object());
  if (all.contains(id) && all[id]["problem"].is_string()) return all[id]["problem"].get<std::string>();
  return std::string{language ? "the server is not ready to run it yet; try again" : "the server does not have it"};
}

Result<std::vector<std::string>> try_sample(const Server& server, const languages::Language& language,
                                            const languages::Sample& sample) {
  Request request{
      .language = language.id, .standard_input = sample.stdin_text, .args = sample.args, .options = sample.options};
  request.files.push_back({"", sample.source});
  TRY(const std::string body, to_json(request));
  TRY(const Reply reply, server.client().post("/execute", body, sample_patience));
  auto answer = answer_of(reply);
  if (!answer) return std::vector<std::string>{"the request was refused: " + answer.error().message};
  return judge(sample, *answer);
}

Result<int> try_samples(const Server& server, const ReadManifest& manifest) {
  const languages::Language& language = manifest.language;
  TRY(const std::string why, obstacle(server, manifest));
  if (!why.empty()) {
    std::printf("%s: FAIL: %s\n", language.id.c_str(), why.c_str());
    return failed;
  }
  std::size_t passed = 0;
  for (const languages::Sample& sample : language.samples) {
    TRY(const auto findings, try_sample(server, language, sample));
    if (findings.empty()) {
      ++passed;
      continue;
    }
    std::printf("%s: FAIL: sample %s\n", language.id.c_str(), sample.name.c_str());
    for (const std::string& line : findings) std::printf("    %s\n", line.c_str());
  }
  const std::size_t all = language.samples.size();
  std::printf("%s: %zu of %zu samples as expected\n", language.id.c_str(), passed, all);
  return passed == all ? succeeded : failed;
}

Result<int> check_samples(const Arguments& arguments, const std::vector<ReadManifest>& manifests) {
  const bool as_file = names_a_file(arguments.what) && arguments.server.url.empty();
  TRY(const Server server,
      as_file ? server_with(manifests.front(), arguments.server.state_dir) : Server::reach(arguments.server));
  int status = succeeded;
  for (const ReadManifest& manifest : manifests) {
    if (!manifest.problems.empty()) continue;
    TRY(const int one, try_samples(server, manifest));
    status = std::max(status, one);
  }
  return status;
}

Result<int> check(const Arguments& arguments) {
  TRY(const auto manifests, chosen(arguments));
  std::size_t good = 0;
  for (const ReadManifest& manifest : manifests) {
    for (const std::string& problem : manifest.problems) std::printf("%s\n", problem.c_str());
    if (manifest.problems.empty()) ++good;
    if (manifest.problems.empty() && arguments.manifest_only)
      std::printf("%s: the manifest is good\n", manifest.path.c_str());
  }
  const int status = good == manifests.size() ? succeeded : failed;
  if (arguments.manifest_only || good == 0) return status;
  TRY(const int samples, check_samples(arguments, manifests));
  return std::max(status, samples);
}

}  // namespace

void add_language_check(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* language = app.add_subcommand("language", "Look after one language");
  language->require_subcommand(1);
  CLI::App* command = language->add_subcommand("check", "Read a manifest, and run its samples");
  command->add_option("LANGUAGE", arguments->what,
                      "A manifest's file, or an id; all manifests if left out. A file is tried on a server of its own");
  command->add_flag("--manifest-only", arguments->manifest_only, "Read it and run nothing");
  add_server_options(*command, arguments->server);
  command->callback([arguments, &status] {
    const auto checked = check(*arguments);
    status = checked ? *checked : report(checked.error());
  });
}

}  // namespace cordon::cordonctl
