#include "host/cordonctl/run.hpp"

#include "host/api/text.hpp"
#include "host/cordonctl/exit_status.hpp"
#include "host/cordonctl/report.hpp"
#include "host/cordonctl/request.hpp"
#include "host/cordonctl/server.hpp"

#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <memory>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

constexpr double longest_run = 300;        // seconds: the highest ceiling there is
constexpr seconds compile_and_queue{180};  // what may come on top

struct Arguments {
  ServerOptions server;
  fs::path file;
  std::vector<fs::path> files;
  std::string language, memory;
  std::vector<std::string> environment, options;
  double timeout = 0;
  bool as_json = false;
};

// A file whose name says nothing to the language's tools is named by the server.
std::string name_of_main(const fs::path& file, const json& language) {
  const auto known = language.value("extensions", json::array());
  for (const json& extension : known)
    if (file.extension() == extension.get<std::string>()) return file.filename().string();
  return "";
}

Result<Request> make_request(const Arguments& arguments, const std::vector<std::string>& program_args,
                             const json& languages) {
  Request request{.args = program_args,
                  .environment = arguments.environment,
                  .encoding = arguments.as_json ? Encoding::utf8 : Encoding::base64};
  TRY(const json language, arguments.language.empty() ? language_of(arguments.file, languages)
                                                      : language_named(arguments.language, languages));
  request.language = language.value("id", "");
  TRY(std::string main, read_source(arguments.file));
  request.files.push_back({name_of_main(arguments.file, language), std::move(main)});
  for (const fs::path& file : arguments.files) {
    TRY(std::string content, read_source(file));
    request.files.push_back({path_in_work_folder(file, arguments.file), std::move(content)});
  }
  if (::isatty(STDIN_FILENO) == 0) {
    TRY(request.standard_input, read_to_end(STDIN_FILENO, "standard input"));
  }
  for (const std::string& option : arguments.options) {
    const std::size_t equals = std::min(option.find('='), option.size());
    if (equals == 0 || equals == option.size())
      return fail(Errc::malformed_request, "--option takes NAME=VALUE, not \"" + option + "\"");
    request.options[option.substr(0, equals)] = option.substr(equals + 1);
  }
  if (arguments.timeout > 0) request.timeout = arguments.timeout;
  if (!arguments.memory.empty()) {
    TRY(request.memory, parse_size(arguments.memory));
  }
  return request;
}

Result<Reply> execute(const Arguments& arguments, const std::vector<std::string>& program_args) {
  TRY(const Server server, Server::reach(arguments.server));
  TRY(const json languages, server.languages());
  TRY(const Request request, make_request(arguments, program_args, languages));
  TRY(const std::string body, to_json(request));
  TRY_VOID(server.wait_for(request.language));
  const seconds run{static_cast<long>(std::min(request.timeout.value_or(longest_run), longest_run)) + 1};
  return server.client().post("/execute", body, run + compile_and_queue);
}

void write_stream(std::FILE* stream, const json& answer, const char* name) {
  const std::string text = answer.value(name, "");
  const std::string bytes =
      answer.value("output_encoding", "") == "base64" ? api::from_base64(text).value_or("") : text;
  std::fwrite(bytes.data(), 1, bytes.size(), stream);
}

// What the program itself could not say: that it was not compiled, or was ended and why.
void explain(const json& answer) {
  const std::string verdict = answer.value("verdict", "");
  const auto& compile = answer["compile"];
  if (verdict == "compile_error" && compile.is_object()) {
    const std::string output = compile.value("output", "");
    std::fwrite(output.data(), 1, output.size(), stderr);
    if (!output.empty() && output.back() != '\n') std::fputc('\n', stderr);
  }
  const bool said_enough = verdict == "ok" || (verdict == "compile_error" && !compile.is_object()) ||
                           (verdict == "runtime_error" && answer["signal"].is_null());
  if (!said_enough && answer["error"].is_string()) say(answer["error"].get<std::string>());
  for (const char* stream : {"stdout", "stderr"})
    if (const auto dropped = answer["truncated"].value(stream, std::uint64_t{0}); dropped > 0)
      say(std::to_string(dropped) + " bytes from the middle of its " + stream + " are left out");
}

int run(const Arguments& arguments, const std::vector<std::string>& program_args) {
  const auto reply = execute(arguments, program_args);
  if (!reply) return report(reply.error());
  const auto answer = answer_of(*reply);
  if (!answer) return report(answer.error());
  if (arguments.as_json) {
    // In the server's order.
    std::printf("%s\n", nlohmann::ordered_json::parse(reply->body).dump(2).c_str());
  } else {
    write_stream(stdout, *answer, "stdout");
    std::fflush(stdout);
    write_stream(stderr, *answer, "stderr");
    explain(*answer);
  }
  return exit_status(*answer);
}

}  // namespace

void add_run(CLI::App& app, const std::vector<std::string>& program_args, int& status) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("run", "Run a program in a sandbox: run FILE [OPTIONS] [-- ARGUMENTS...]");
  command->add_option("FILE", arguments->file, "The main file; what stands after -- are the program's arguments")
      ->required();
  command->add_option("--file", arguments->files, "A further file, placed as it lies beside the main one")
      ->allow_extra_args(false);
  command->add_option("-l,--language", arguments->language, "Id or alias (default: by the file's extension)");
  command->add_option("-t,--timeout", arguments->timeout, "Wall-clock seconds for the run")->check(CLI::PositiveNumber);
  command->add_option("-m,--memory", arguments->memory, "Memory limit: 128MiB, 1GiB, …");
  command->add_option("-e,--env", arguments->environment, "NAME=VALUE for the program")->allow_extra_args(false);
  command->add_option("-o,--option", arguments->options, "NAME=VALUE of the language, such as compiler=clang")
      ->allow_extra_args(false);
  command->add_flag("--json", arguments->as_json, "Print the server's whole answer");
  add_server_options(*command, arguments->server);
  command->callback([arguments, &program_args, &status] { status = run(*arguments, program_args); });
}

}  // namespace cordon::cordonctl
