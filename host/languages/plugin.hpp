// The host's side of the plugin ABI: load a plugin, ask it, and keep what it says within bounds.
//
// Only in the language worker: loading runs the constructors of the library, and hooks work on
// hostile text. A plugin stays loaded until the process ends. One thread.
#pragma once

#include "base/result.hpp"
#include "host/languages/messages.hpp"
#include "host/languages/prepared.hpp"
#include "host/languages/trust.hpp"

#include <cordon/ext/diagnostics.h>
#include <cordon/ext/source.h>
#include <cordon/ext/warmup.h>
#include <cordon/plugin.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

// The entry of the plugin in this file, which stays loaded; or one sentence why it is refused. Nothing
// of the file has run before its place, its form and its exported symbol are as they should be, and
// no function of it before its ABI version is.
Result<const cordon_plugin_entry*> load_plugin(const std::filesystem::path& path, const Trust& trust);

// A language as its plugin makes it. Pinned: the plugin holds pointers to it.
class PluginLanguage {
 public:
  using Log = std::function<void(Severity, std::string_view line)>;

  static Result<std::unique_ptr<PluginLanguage>> create(const cordon_plugin_entry& entry, std::string_view language_id,
                                                        std::string_view config, Log log);
  PluginLanguage(const PluginLanguage&) = delete;
  PluginLanguage& operator=(const PluginLanguage&) = delete;
  ~PluginLanguage();

  [[nodiscard]] Capabilities capabilities() const;

  // Errc::internal where the hook failed, or there is none.
  Result<Preparation> prepare(const std::vector<SourceFile>& files);
  Result<Diagnosis> diagnose(std::string_view step, std::string_view output);

 private:
  explicit PluginLanguage(Log log);
  void find_extensions();

  Log log_;
  cordon_host host_;
  const cordon_language* language_ = nullptr;
  const cordon_ext_source* source_ = nullptr;
  const cordon_ext_diagnostics* diagnostics_ = nullptr;
  const cordon_ext_warmup* warmup_ = nullptr;
};

}  // namespace cordon::languages
