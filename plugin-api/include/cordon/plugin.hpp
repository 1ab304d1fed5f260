// cordon/plugin.hpp - write a language plugin in C++20 without touching the C ABI.
//
// A language is a class with a constructor (cordon::Config) and any of the hooks below; a hook it
// lacks is simply absent from the ABI, and the host does what the manifest says. Hooks may throw:
// the exception is logged and becomes CORDON_FAILED.
//
//   void prepare(cordon::Submission&) const;
//   void diagnostics(std::string_view step, std::string_view output, cordon::Report&) const;
//   void warmup(cordon::Warmup&) const;
#pragma once

#include "cordon/ext/diagnostics.h"
#include "cordon/ext/source.h"
#include "cordon/ext/warmup.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace cordon {

inline cordon_text text(std::string_view s) noexcept { return {s.data(), s.size()}; }
inline std::string_view view(cordon_text t) noexcept { return {t.data, t.size}; }
template <class T>
constexpr cordon_abi abi() noexcept {
  return {sizeof(T), CORDON_ABI_MAJOR, CORDON_ABI_MINOR};
}

struct Config {
  std::string_view language_id;
  std::string_view json;
};

class Submission {
 public:
  Submission(std::span<const cordon_file> files, const cordon_source_sink& sink) noexcept
      : files_{files}, sink_{sink} {}
  std::size_t size() const noexcept { return files_.size(); }
  std::string_view path(std::size_t i) const { return view(files_[i].path); }
  std::string_view content(std::size_t i) const { return view(files_[i].content); }
  void rename(std::size_t i, std::string_view path) { sink_.rename(&sink_, static_cast<std::uint32_t>(i), text(path)); }
  void add(std::string_view path, std::string_view content) {
    const cordon_file file{text(path), text(content)};
    sink_.add(&sink_, &file);
  }
  // Sets {plugin.NAME} in the manifest's argument vectors.
  void set(std::string_view name, std::string_view value) { sink_.variable(&sink_, text(name), text(value)); }
  // The submission does not run, and the client reads why.
  void refuse(std::size_t i, std::string_view rule, std::string_view message, std::uint32_t line = 0,
              std::uint32_t column = 0) {
    find(CORDON_ERROR, i, rule, message, line, column);
  }
  // The submission runs.
  void warn(std::size_t i, std::string_view rule, std::string_view message, std::uint32_t line = 0,
            std::uint32_t column = 0) {
    find(CORDON_WARNING, i, rule, message, line, column);
  }

 private:
  void find(cordon_severity severity, std::size_t i, std::string_view rule, std::string_view message,
            std::uint32_t line, std::uint32_t column) {
    const cordon_finding f{severity, static_cast<std::uint32_t>(i), line, column, text(rule), text(message)};
    sink_.finding(&sink_, &f);
  }

  std::span<const cordon_file> files_;
  const cordon_source_sink& sink_;
};

class Report {
 public:
  explicit Report(const cordon_diagnostic_sink& sink) noexcept : sink_{sink} {}
  void add(cordon_diagnostic d) { sink_.diagnostic(&sink_, &d); }
  void summary(std::string_view line) { sink_.summary(&sink_, text(line)); }
  void nothing_ran() { sink_.nothing_ran(&sink_); }

 private:
  const cordon_diagnostic_sink& sink_;
};

class Warmup {
 public:
  explicit Warmup(const cordon_warmup_sink& sink) noexcept : sink_{sink} {}
  Warmup& file(std::string_view path, std::string_view content) {
    const cordon_file f{text(path), text(content)};
    sink_.file(&sink_, &f);
    return *this;
  }
  Warmup& run(std::initializer_list<std::string_view> argv) {
    for (auto a : argv) sink_.argument(&sink_, text(a));
    return *this;
  }

 private:
  const cordon_warmup_sink& sink_;
};

template <class L>
concept Prepares = requires(const L& l, Submission& s) { l.prepare(s); };
template <class L>
concept Diagnoses = requires(const L& l, std::string_view t, Report& r) { l.diagnostics(t, t, r); };
template <class L>
concept WarmsUp = requires(const L& l, Warmup& w) { l.warmup(w); };

template <class L>
struct Adapter {
  cordon_language language{abi<cordon_language>(), nullptr, destroy, extension};
  const cordon_host* host;
  L impl;

  Adapter(const cordon_host* h, Config c) : host{h}, impl{c} { language.self = this; }
  static Adapter& of(const cordon_language* l) noexcept { return *static_cast<Adapter*>(l->self); }

  // The one place where an exception can leave plugin code: it stops here.
  template <class F>
  static cordon_status guard(const cordon_host* host, F&& f) noexcept {
    try {
      f();
      return CORDON_OK;
    } catch (const std::exception& e) {
      host->log(host, CORDON_ERROR, text(e.what()));
    } catch (...) {
      host->log(host, CORDON_ERROR, text("unknown exception"));
    }
    return CORDON_FAILED;
  }

  static cordon_status create(const cordon_host* host, cordon_text id, cordon_text json,
                              const cordon_language** out) noexcept {
    return guard(host, [&] { *out = &(new Adapter{host, {view(id), view(json)}})->language; });
  }
  static void destroy(const cordon_language* l) noexcept { delete &of(l); }

  static const void* extension(const cordon_language*, const char* id) noexcept {
    if constexpr (Prepares<L>)
      if (!std::strcmp(id, CORDON_EXT_SOURCE)) {
        static constexpr cordon_ext_source ext{
            abi<cordon_ext_source>(),
            [](const cordon_language* l, const cordon_file* f, std::size_t n, const cordon_source_sink* sink) {
              return guard(of(l).host, [&] {
                Submission s{{f, n}, *sink};
                std::as_const(of(l).impl).prepare(s);
              });
            }};
        return &ext;
      }
    if constexpr (Diagnoses<L>)
      if (!std::strcmp(id, CORDON_EXT_DIAGNOSTICS)) {
        static constexpr cordon_ext_diagnostics ext{
            abi<cordon_ext_diagnostics>(),
            [](const cordon_language* l, cordon_text step, cordon_text out, const cordon_diagnostic_sink* sink) {
              return guard(of(l).host, [&] {
                Report r{*sink};
                std::as_const(of(l).impl).diagnostics(view(step), view(out), r);
              });
            }};
        return &ext;
      }
    if constexpr (WarmsUp<L>)
      if (!std::strcmp(id, CORDON_EXT_WARMUP)) {
        static constexpr cordon_ext_warmup ext{abi<cordon_ext_warmup>(),
                                               [](const cordon_language* l, const cordon_warmup_sink* sink) {
                                                 return guard(of(l).host, [&] {
                                                   Warmup w{*sink};
                                                   std::as_const(of(l).impl).warmup(w);
                                                 });
                                               }};
        return &ext;
      }
    return nullptr;
  }
};

}  // namespace cordon

// Exports `Language` as this shared object's one plugin.
#define CORDON_PLUGIN(Language, plugin_name, plugin_version)                                           \
  extern "C" CORDON_EXPORT const cordon_plugin_entry cordon_plugin {                                   \
    cordon::abi<cordon_plugin_entry>(), plugin_name, plugin_version, cordon::Adapter<Language>::create \
  }
