#include "host/execution/toolchains.hpp"

#include "base/log.hpp"
#include "host/execution/steps.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace cordon::execution {

namespace {

const std::string compile_suffix = " (compile)";

std::vector<std::string> version_question(const languages::Language& language) {
  std::vector<std::string> question = language.version.command;
  question.push_back(language.version.pattern);
  for (const languages::Option& option : language.options)
    for (const languages::OptionValue& value : option.values) {
      question.push_back(version_key(option.name, value.value));
      question.insert(question.end(), value.version.command.begin(), value.version.command.end());
      question.push_back(value.version.pattern);
    }
  const auto environment = environment_of(language, language.run, {});
  question.insert(question.end(), environment.begin(), environment.end());
  return question;
}

}  // namespace

std::string version_key(std::string_view option, std::string_view value) {
  return std::string{option} + '=' + std::string{value};
}

std::string run_kind(const languages::Language& language) { return language.id; }
std::string compile_kind(const languages::Language& language) { return language.id + compile_suffix; }

Result<std::string> Toolchains::image_of(const languages::Language& language) {
  auto digest = find_image_(language.image);
  if (!digest) {
    log::error("the image of {}: {}", language.id, digest.error().message);
    return fail(Errc::unavailable, "the language " + language.id + " is not ready: its image is not there");
  }
  return digest;
}

Result<std::string> Toolchains::image_for(const languages::Language& language) {
  const Toolchain& known = find(language.id);
  return known.image.empty() ? image_of(language) : Result<std::string>{known.image};
}

Task<> Toolchains::prepare(languages::LanguagePointer language) {
  const auto image = image_of(*language);
  if (!image) {
    known_[language->id] = {.toolchain = {.problem = image.error().message}};
    co_return;
  }
  const std::vector<std::string> question = version_question(*language);
  if (const auto known = known_.find(language->id); known == known_.end() || !known->second.toolchain.ready ||
                                                    known->second.toolchain.image != *image ||
                                                    known->second.question != question) {
    Known asked{.toolchain = {.image = *image}, .question = question};
    auto known_now = co_await ask_versions(*language, *image);
    if (known_now) {
      asked.toolchain = std::move(*known_now);
    } else {
      asked.toolchain.problem = known_now.error().message;
      log::error("{}: {}", language->id, known_now.error().message);
    }
    known_[language->id] = std::move(asked);
  }
  const sandbox::Limits usual = ceilings(level_, *language).defaults;
  pool_.expect(run_kind(*language), run_spec(*language, *image, usual, {}));
  if (!language->compile.empty()) pool_.expect(compile_kind(*language), compile_spec(*language, *image, usual));
}

void Toolchains::forget_others(const languages::Table& table) {
  for (auto it = known_.begin(); it != known_.end();) {
    const std::string& id = it->first;
    const bool there = std::ranges::any_of(table.all(), [&](const auto& language) { return language->id == id; });
    if (!there) {
      pool_.forget(id);
      pool_.forget(id + compile_suffix);
    }
    it = there ? std::next(it) : known_.erase(it);
  }
}

const Toolchain& Toolchains::find(const std::string& language_id) const {
  static const Toolchain unknown;
  const auto found = known_.find(language_id);
  return found == known_.end() ? unknown : found->second.toolchain;
}

std::string Toolchains::version_of(const std::string& language_id, const languages::Choice& choice) const {
  const Toolchain& known = find(language_id);
  for (const auto& [option, value] : choice)
    if (const auto own = known.option_versions.find(version_key(option, value->value));
        own != known.option_versions.end())
      return own->second;
  return known.version;
}

Task<Result<Toolchain>> Toolchains::ask_versions(const languages::Language& language, std::string image) {
  Toolchain toolchain{.image = std::move(image)};
  CO_TRY(toolchain.version, co_await ask_version(language, toolchain.image, language.version));
  for (const languages::Option& option : language.options)
    for (const languages::OptionValue& value : option.values) {
      if (value.version.command.empty()) continue;
      CO_TRY(toolchain.option_versions[version_key(option.name, value.value)],
             co_await ask_version(language, toolchain.image, value.version));
    }
  toolchain.ready = true;
  co_return toolchain;
}

Task<Result<std::string>> Toolchains::ask_version(const languages::Language& language, const std::string& image,
                                                  const languages::VersionQuestion& question) {
  if (question.command.empty()) co_return std::string{};
  sandbox::Limits limits;
  limits.wall = seconds{20};
  limits.processes += language.run.extra_processes;
  const sandbox::Spec spec{.image = image, .limits = limits};
  CO_TRY(auto lease, co_await pool_.lease(run_kind(language), spec));
  Capture output = Capture::keep_ends(16_KiB, 1_MiB);
  const Tool tool{question.command, environment_of(language, language.run, {}), limits};
  CO_TRY(const auto ran, co_await run_tool(*lease.sandbox, tool, output));
  const std::string text = std::move(output).take().data;
  std::string version;
  if (ran.exit_code != 0 || ran.signal != 0 || !RE2::PartialMatch(text, question.pattern, &version))
    co_return fail(Errc::unavailable, "the version of " + language.id + " could not be asked: " + text.substr(0, 200));
  co_return version;
}

}  // namespace cordon::execution
