#include "host/cordonctl/languages.hpp"

#include "host/cordonctl/report.hpp"
#include "host/cordonctl/server.hpp"
#include "host/cordonctl/table.hpp"

#include <memory>

namespace cordon::cordonctl {
namespace {

using nlohmann::json;

struct Arguments {
  ServerOptions server;
  bool as_json = false;
};

std::string joined(const json& texts) {
  std::string all;
  for (const json& text : texts) all += (all.empty() ? "" : " ") + text.get<std::string>();
  return all;
}

Row row_of(const json& language) {
  return {language.value("id", ""), language["version"].is_string() ? language["version"].get<std::string>() : "-",
          language.value("ready", false) ? "yes" : "no", joined(language.value("extensions", json::array())),
          joined(language.value("aliases", json::array()))};
}

Result<json> ask(const Arguments& arguments) {
  TRY(const Server server, Server::reach(arguments.server));
  TRY_VOID(server.wait_for(""));
  return server.languages();
}

int list(const Arguments& arguments) {
  const auto languages = ask(arguments);
  if (!languages) return report(languages.error());
  if (arguments.as_json) {
    std::printf("%s\n", json{{"languages", *languages}}.dump(2).c_str());
    return succeeded;
  }
  std::vector<Row> rows{{"ID", "VERSION", "READY", "EXTENSIONS", "ALIASES"}};
  for (const json& language : *languages) rows.push_back(row_of(language));
  std::fputs(in_columns(rows).c_str(), stdout);
  return succeeded;
}

}  // namespace

void add_languages(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("languages", "List the languages that the server offers");
  command->add_flag("--json", arguments->as_json, "As the server says it");
  add_server_options(*command, arguments->server);
  command->callback([arguments, &status] { status = list(*arguments); });
}

}  // namespace cordon::cordonctl
