// What is known of each language's tools: which image they are in, and their version, asked of them in
// a sandbox once per image. Single event-loop thread.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/execution/grant.hpp"
#include "host/languages/registry.hpp"
#include "host/pool/pool.hpp"

#include <functional>
#include <map>
#include <string>

namespace cordon::execution {

struct Toolchain {
  std::string image;                                   // digest
  std::string version;                                 // "" until it has been asked
  std::map<std::string, std::string> option_versions;  // of option values that have their own, by version_key()
  std::string problem;                                 // why it could not be asked
  bool ready = false;                                  // there is an image, and its version was asked
};

class Toolchains {
 public:
  // `find_image`: the digest of the image of that name.
  Toolchains(pool::Pool& pool, std::function<Result<std::string>(std::string_view)> find_image, SecurityLevel level)
      : pool_{pool}, find_image_{std::move(find_image)}, level_{level} {}

  // The image that this language runs in: the one that was there when it was prepared, or, before that,
  // the one that is there now. Errc::unavailable if there is none.
  Result<std::string> image_for(const languages::Language& language);

  // Asks for the version, and has sandboxes for this language kept ready. The outcome is in find().
  Task<> prepare(languages::LanguagePointer language);

  // Keeps nothing ready any more for languages that are not in the table.
  void forget_others(const languages::Table& table);

  // Of the language with these options, "" until it is known.
  [[nodiscard]] std::string version_of(const std::string& language_id, const languages::Choice& choice) const;

  // One that knows nothing, and is not ready, for a language that was not prepared.
  [[nodiscard]] const Toolchain& find(const std::string& language_id) const;

 private:
  // What a version is the answer to. The same question about the same image is not asked again.
  struct Known {
    Toolchain toolchain;
    std::vector<std::string> question;
  };
  Result<std::string> image_of(const languages::Language& language);
  Task<Result<std::string>> ask_version(const languages::Language& language, const std::string& image,
                                        const languages::VersionQuestion& question);
  Task<Result<Toolchain>> ask_versions(const languages::Language& language, std::string image);

  pool::Pool& pool_;
  std::function<Result<std::string>(std::string_view)> find_image_;
  SecurityLevel level_;
  std::map<std::string, Known> known_;
};

std::string version_key(std::string_view option, std::string_view value);

// Names of the pool's kinds.
std::string run_kind(const languages::Language& language);
std::string compile_kind(const languages::Language& language);

}  // namespace cordon::execution
