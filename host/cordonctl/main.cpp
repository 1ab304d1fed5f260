// cordonctl: Cordon from the command line.

#include "base/nearest.hpp"
#include "host/cordonctl/doctor.hpp"
#include "host/cordonctl/interrupt.hpp"
#include "host/cordonctl/languages.hpp"
#include "host/cordonctl/report.hpp"
#include "host/cordonctl/run.hpp"
#include "images/commands.hpp"

#include <algorithm>
#include <span>

namespace {

using namespace cordon;

// CLI11 would look into them: "[1,2]" is two words to it.
std::vector<std::string> take_program_args(std::vector<std::string>& words) {
  const auto separator = std::ranges::find(words, "--");
  if (separator == words.end()) return {};
  std::vector<std::string> args(separator + 1, words.end());
  words.erase(separator, words.end());
  return args;
}

std::string no_such_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  return "there is no command \"" + word + '"' + base::did_you_mean(word, candidates);
}

int refuse(const CLI::App& app, const CLI::ParseError& error, const std::string& first_word) {
  if (dynamic_cast<const CLI::Success*>(&error) != nullptr) return app.exit(error);
  std::string sentence = error.what();
  if (app.get_subcommands().empty() && !first_word.empty() && !first_word.starts_with('-'))
    sentence = no_such_command(app, first_word);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && app.got_subcommand("run"))
    sentence += "; the program's own arguments stand after --";
  cordonctl::say(sentence + " (--help shows what there is)");
  return cordonctl::cannot_do;
}

}  // namespace

int main(int argc, char** argv) {
  cordonctl::catch_interrupts();
  const std::span<char*> all{argv, static_cast<std::size_t>(argc)};
  std::vector<std::string> words(all.begin() + (argc > 0 ? 1 : 0), all.end());
  const std::vector<std::string> program_args = take_program_args(words);
  const std::string first_word = words.empty() ? "" : words.front();
  std::ranges::reverse(words);  // as CLI11 wants them

  int status = cordonctl::succeeded;
  CLI::App app{"Run programs in sandboxes, look after languages and images, say what this machine lacks", "cordonctl"};
  app.require_subcommand(1);
  cordonctl::add_run(app, program_args, status);
  cordonctl::add_languages(app, status);
  cordonctl::add_language_check(app, status);
  images::add_commands(app, status);
  cordonctl::add_doctor(app, status);
  app.add_subcommand("version", "Print the version")->callback([] { std::puts("cordonctl " CORDON_VERSION); });
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return refuse(app, error, first_word);
  } catch (const std::exception& error) {
    cordonctl::say(error.what());
    return cordonctl::cannot_do;
  }
  return status;
}
