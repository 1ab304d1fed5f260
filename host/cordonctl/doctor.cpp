#include "host/cordonctl/doctor.hpp"

#include "base/syscall.hpp"
#include "host/cordonctl/exit_status.hpp"
#include "host/cordonctl/server.hpp"
#include "host/cordonctl/table.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

namespace cordon::cordonctl {
namespace {

struct Arguments {
  DoctorOptions options;
  bool as_json = false;
};

std::string_view name(State state) {
  switch (state) {
    case State::ok:
      return "ok";
    case State::warning:
      return "warn";
    case State::failure:
      break;
  }
  return "fail";
}

std::string indented(const std::string& text) {
  std::string out = "          fix: ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "               ";
  }
  return out + '\n';
}

void print(const Checks& checks) {
  std::vector<Row> rows;
  for (const Check& check : checks) rows.push_back({std::string{name(check.state)}, check.name, check.why});
  const std::string table = in_columns(rows);
  std::size_t at = 0;
  for (const Check& check : checks) {
    const std::size_t end = table.find('\n', at) + 1;
    std::fputs(table.substr(at, end - at).c_str(), stdout);
    if (!check.fix.empty()) std::fputs(indented(check.fix).c_str(), stdout);
    at = end;
  }
  const auto failures = std::ranges::count(checks, State::failure, &Check::state);
  const auto warnings = std::ranges::count(checks, State::warning, &Check::state);
  if (failures > 0)
    std::printf("\nSandboxes cannot be made here: %td of these must be mended first.\n", failures);
  else if (warnings > 0)
    std::printf("\nSandboxes can be made here; what is marked \"warn\" would make them better.\n");
  else
    std::printf("\nSandboxes can be made here, and nothing is missing.\n");
}

void print_json(const Checks& checks) {
  auto list = nlohmann::json::array();
  for (const Check& check : checks) {
    const nlohmann::json fix = check.fix.empty() ? nlohmann::json(nullptr) : nlohmann::json(check.fix);
    list.push_back({{"name", check.name}, {"state", name(check.state)}, {"why", check.why}, {"fix", fix}});
  }
  const nlohmann::json all{{"sandboxes", sandboxes_can_be_made(checks)}, {"checks", std::move(list)}};
  std::printf("%s\n", all.dump(2).c_str());
}

int examine(const Arguments& arguments) {
  Checks all;
  for (Checks part : {check_kernel(), check_sandbox(), check_cgroups(), check_machine(arguments.options),
                      check_trial(arguments.options)})
    std::ranges::move(part, std::back_inserter(all));
  arguments.as_json ? print_json(all) : print(all);
  return sandboxes_can_be_made(all) ? succeeded : failed;
}

}  // namespace

bool sandboxes_can_be_made(const Checks& checks) {
  return std::ranges::none_of(checks, [](const Check& check) { return check.state == State::failure; });
}

std::string first_line_of(const std::string& path) {
  const std::string text = base::read_file(path).value_or("");
  return text.substr(0, text.find('\n'));
}

std::string apparmor_profile() {
  const std::string cage = program_folder() / "cordon-cage";
  std::error_code error;
  const std::string self = std::filesystem::read_symlink("/proc/self/exe", error);
  return "sudo tee /etc/apparmor.d/cordon <<'END'\n"
         "abi <abi/4.0>,\n"
         "include <tunables/global>\n"
         "profile cordon-cage " +
         cage +
         " flags=(unconfined) { userns, }\n"
         "profile cordonctl " +
         self +
         " flags=(unconfined) { userns, }\n"
         "END\n"
         "sudo apparmor_parser -r /etc/apparmor.d/cordon";
}

void add_doctor(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<Arguments>();
  DoctorOptions& options = arguments->options;
  options.state_dir = default_state_dir();
  options.languages = default_languages();
  if (const char* port = std::getenv("PORT"); port != nullptr && *port != '\0') options.port = port;
  CLI::App* command = app.add_subcommand("doctor", "Say what this machine offers for sandboxes, and what to mend");
  command->add_flag("--json", arguments->as_json, "As JSON");
  command->add_option("--state-dir", options.state_dir, "Where the images are")->capture_default_str();
  command->add_option("--languages", options.languages, "Folder of manifests")->capture_default_str();
  command->add_option("--port", options.port, "Port that the server is to have")->capture_default_str();
  command->callback([arguments, &status] { status = examine(*arguments); });
}

}  // namespace cordon::cordonctl
