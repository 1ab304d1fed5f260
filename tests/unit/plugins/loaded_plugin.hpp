// A plugin as the host sees it: opened as a shared object and called through the C ABI alone, with
// sinks that keep what it pushes. Lives for one test.
#pragma once

#include <dlfcn.h>
#include <cordon/plugin.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::plugins::tests {

struct File {
  std::string path;
  std::string content;
};

struct Prepared {
  std::vector<File> files;
  std::map<std::string, std::string> variables;
  std::vector<std::string> findings;
};

struct Found {
  cordon_severity severity = CORDON_ERROR;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;
  std::string code;
  std::string message;
};

struct Read {
  std::string summary;
  bool nothing_ran = false;
  std::vector<Found> diagnostics;
};

class LoadedPlugin {
 public:
  explicit LoadedPlugin(const std::string& path) {
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);  // never closed, as in the host
    if (library == nullptr) throw std::runtime_error{dlerror()};
    const auto* entry = static_cast<const cordon_plugin_entry*>(dlsym(library, CORDON_PLUGIN_SYMBOL));
    if (entry == nullptr || entry->abi.major != CORDON_ABI_MAJOR) throw std::runtime_error{path + " is no plugin"};
    if (entry->create(&host_, text("test"), text("{}"), &language_) != CORDON_OK)
      throw std::runtime_error{path + " made no language"};
  }
  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;
  ~LoadedPlugin() { language_->destroy(language_); }

  Prepared prepare(const std::vector<File>& files) const {
    Prepared result{files, {}, {}};
    const auto* source = static_cast<const cordon_ext_source*>(language_->extension(language_, CORDON_EXT_SOURCE));
    if (source == nullptr) return result;
    std::vector<cordon_file> given;
    for (const File& file : files) given.push_back({text(file.path), text(file.content)});
    cordon_source_sink sink{abi<cordon_source_sink>(), &result, nullptr, nullptr, nullptr, nullptr};
    sink.finding = [](const cordon_source_sink* s, const cordon_finding* f) {
      into<Prepared>(s).findings.emplace_back(view(f->rule));
    };
    sink.rename = [](const cordon_source_sink* s, std::uint32_t i, cordon_text path) {
      into<Prepared>(s).files.at(i).path = view(path);
    };
    sink.add = [](const cordon_source_sink* s, const cordon_file* f) {
      into<Prepared>(s).files.push_back({std::string{view(f->path)}, std::string{view(f->content)}});
    };
    sink.variable = [](const cordon_source_sink* s, cordon_text name, cordon_text value) {
      into<Prepared>(s).variables[std::string{view(name)}] = view(value);
    };
    if (source->prepare(language_, given.data(), given.size(), &sink) != CORDON_OK)
      throw std::runtime_error{"prepare failed"};
    return result;
  }

  Read read(std::string_view step, std::string_view output) const {
    Read result;
    const auto* diagnostics =
        static_cast<const cordon_ext_diagnostics*>(language_->extension(language_, CORDON_EXT_DIAGNOSTICS));
    if (diagnostics == nullptr) return result;
    cordon_diagnostic_sink sink{abi<cordon_diagnostic_sink>(), &result, nullptr, nullptr, nullptr};
    sink.diagnostic = [](const cordon_diagnostic_sink* s, const cordon_diagnostic* d) {
      into<Read>(s).diagnostics.push_back({d->severity, d->line, d->column, std::string{view(d->path)},
                                           std::string{view(d->code)}, std::string{view(d->message)}});
    };
    sink.summary = [](const cordon_diagnostic_sink* s, cordon_text line) { into<Read>(s).summary = view(line); };
    sink.nothing_ran = [](const cordon_diagnostic_sink* s) { into<Read>(s).nothing_ran = true; };
    if (diagnostics->parse(language_, text(step), text(output), &sink) != CORDON_OK)
      throw std::runtime_error{"parse failed"};
    return result;
  }

 private:
  template <class T, class Sink>
  static T& into(const Sink* sink) {
    return *static_cast<T*>(sink->self);
  }

  cordon_host host_{abi<cordon_host>(), nullptr, [](const cordon_host*, cordon_severity, cordon_text) {},
                    [](const cordon_host*, const char*) -> const void* { return nullptr; }};
  const cordon_language* language_ = nullptr;
};

}  // namespace cordon::plugins::tests
