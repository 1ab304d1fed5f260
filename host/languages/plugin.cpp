#include "host/languages/plugin.hpp"

#include "host/languages/text.hpp"

#include <algorithm>
#include <cstring>

namespace cordon::languages {
namespace {

constexpr std::uint32_t language_size_1_0 = 32;
constexpr std::uint32_t extension_size_1_0 = 16;

cordon_text text(std::string_view s) { return {s.data(), s.size()}; }
std::string_view view(cordon_text t) {
  return t.data == nullptr ? std::string_view{} : std::string_view{t.data, t.size};
}
template <class T>
constexpr cordon_abi abi() {
  return {sizeof(T), CORDON_ABI_MAJOR, CORDON_ABI_MINOR};
}

Severity severity(cordon_severity value) {
  return value >= CORDON_ERROR ? Severity::error : value == CORDON_WARNING ? Severity::warning : Severity::note;
}
std::string name(Severity value) {
  return value == Severity::error ? "error" : value == Severity::warning ? "warning" : "note";
}

// Too long a path is cut where the host still sees that it is too long.
std::string path_text(cordon_text path) { return std::string{view(path).substr(0, 4097)}; }

// What prepare() pushes, within bounds. Called from plugin code, so nothing may leave it as an exception.
struct SourceSink {
  explicit SourceSink(std::size_t count) : file_count{count} { sink.self = this; }

  static SourceSink& of(const cordon_source_sink* sink) noexcept { return *static_cast<SourceSink*>(sink->self); }

  static void finding(const cordon_source_sink* sink, const cordon_finding* f) noexcept {
    of(sink).remark({severity(f->severity), f->file, f->line, f->column, printable(view(f->rule), 128),
                     bounded(view(f->message), max_message)});
  }
  static void rename(const cordon_source_sink* sink, std::uint32_t index, cordon_text path) noexcept {
    SourceSink& self = of(sink);
    if (index < self.file_count)
      self.result.renames[index] = path_text(path);
    else
      self.surplus = true;
  }
  static void add(const cordon_source_sink* sink, const cordon_file* file) noexcept {
    SourceSink& self = of(sink);
    const std::string_view content = view(file->content);
    if (self.result.added.size() >= max_added_files || content.size() > max_added_bytes - self.added_bytes) {
      self.surplus = true;
      return;
    }
    self.added_bytes += content.size();
    self.result.added.push_back({path_text(file->path), std::string{content}});
  }
  static void variable(const cordon_source_sink* sink, cordon_text key, cordon_text value) noexcept {
    SourceSink& self = of(sink);
    std::string variable{view(key).substr(0, 64)};
    const bool is_new = !self.result.variables.contains(variable);
    if ((is_new && self.result.variables.size() >= max_variables) || value.size > max_variable ||
        view(value).find('\0') != std::string_view::npos)
      self.surplus = true;
    else
      self.result.variables.insert_or_assign(std::move(variable), std::string{view(value)});
  }

  // An error must not be lost behind warnings: it decides whether the submission runs.
  void remark(Preparation::Remark remark) {
    auto& all = result.remarks;
    if (all.size() < max_findings) {
      all.push_back(std::move(remark));
      return;
    }
    surplus = true;
    const auto milder =
        std::find_if(all.begin(), all.end(), [](const auto& r) { return r.severity != Severity::error; });
    if (remark.severity == Severity::error && milder != all.end()) *milder = std::move(remark);
  }

  cordon_source_sink sink{abi<cordon_source_sink>(), nullptr, finding, rename, add, variable};
  Preparation result;
  std::size_t file_count = 0;
  std::size_t added_bytes = 0;
  bool surplus = false;
};

struct DiagnosticSink {
  DiagnosticSink() { sink.self = this; }

  static DiagnosticSink& of(const cordon_diagnostic_sink* sink) noexcept {
    return *static_cast<DiagnosticSink*>(sink->self);
  }

  static void diagnostic(const cordon_diagnostic_sink* sink, const cordon_diagnostic* d) noexcept {
    auto& all = of(sink).result.diagnostics;
    if (all.size() < max_diagnostics)
      all.push_back({name(severity(d->severity)), d->line, d->column, printable(view(d->path), 512),
                     printable(view(d->code), 64), bounded(view(d->message), max_message)});
  }
  static void summary(const cordon_diagnostic_sink* sink, cordon_text line) noexcept {
    of(sink).result.summary = printable(view(line), max_message);
  }
  static void nothing_ran(const cordon_diagnostic_sink* sink) noexcept { of(sink).result.nothing_ran = true; }

  cordon_diagnostic_sink sink{abi<cordon_diagnostic_sink>(), nullptr, diagnostic, summary, nothing_ran};
  Diagnosis result;
};

Result<> check_status(cordon_status status, std::string_view hook) {
  if (status == CORDON_OK) return {};
  return fail(Errc::internal, "its hook " + std::string{hook} + " answered status " + std::to_string(status));
}

// An extension that this host can call: all members of its 1.0 form, and the hook itself.
template <class Extension>
const Extension* extension(const cordon_language* language, const char* id) {
  const auto* found = static_cast<const Extension*>(language->extension(language, id));
  return found != nullptr && found->abi.struct_size >= extension_size_1_0 ? found : nullptr;
}

}  // namespace

PluginLanguage::PluginLanguage(Log log) : log_{std::move(log)}, host_{abi<cordon_host>(), this, nullptr, nullptr} {
  host_.log = [](const cordon_host* host, cordon_severity level, cordon_text line) {
    static_cast<PluginLanguage*>(host->self)->log_(severity(level), view(line));
  };
  host_.extension = [](const cordon_host*, const char*) -> const void* { return nullptr; };
}

PluginLanguage::~PluginLanguage() {
  if (language_ != nullptr && CORDON_HAS(language_, destroy)) language_->destroy(language_);
}

Result<std::unique_ptr<PluginLanguage>> PluginLanguage::create(const cordon_plugin_entry& entry,
                                                               std::string_view language_id, std::string_view config,
                                                               Log log) {
  std::unique_ptr<PluginLanguage> made{new PluginLanguage{std::move(log)}};
  const cordon_status status = entry.create(&made->host_, text(language_id), text(config), &made->language_);
  if (status != CORDON_OK) made->language_ = nullptr;
  if (status == CORDON_BAD_CONFIG)
    return fail(Errc::bad_configuration, "the plugin cannot use the manifest's `config`; the log says why");
  if (status != CORDON_OK || made->language_ == nullptr)
    return fail(Errc::bad_configuration, "the plugin could not make the language; the log says why");
  if (made->language_->abi.major != CORDON_ABI_MAJOR || made->language_->abi.struct_size < language_size_1_0) {
    made->language_ = nullptr;
    return fail(Errc::bad_configuration, "the plugin made a language of another ABI");
  }
  made->find_extensions();
  return made;
}

void PluginLanguage::find_extensions() {
  if (!CORDON_HAS(language_, extension)) return;
  source_ = extension<cordon_ext_source>(language_, CORDON_EXT_SOURCE);
  diagnostics_ = extension<cordon_ext_diagnostics>(language_, CORDON_EXT_DIAGNOSTICS);
  warmup_ = extension<cordon_ext_warmup>(language_, CORDON_EXT_WARMUP);
  if (source_ != nullptr && source_->prepare == nullptr) source_ = nullptr;
  if (diagnostics_ != nullptr && diagnostics_->parse == nullptr) diagnostics_ = nullptr;
  if (warmup_ != nullptr && warmup_->plan == nullptr) warmup_ = nullptr;
}

Capabilities PluginLanguage::capabilities() const {
  return {.source = source_ != nullptr, .diagnostics = diagnostics_ != nullptr, .warmup = warmup_ != nullptr};
}

Result<Preparation> PluginLanguage::prepare(const std::vector<SourceFile>& files) {
  if (source_ == nullptr) return fail(Errc::internal, "it has no hook for sources");
  std::vector<cordon_file> shown;
  for (const SourceFile& file : files) shown.push_back({text(file.path), text(file.content)});
  SourceSink sink{files.size()};
  TRY_VOID(check_status(source_->prepare(language_, shown.data(), shown.size(), &sink.sink), "prepare"));
  if (sink.surplus)
    log_(Severity::warning, "more was reported about one submission than the host takes; the rest is dropped");
  return std::move(sink.result);
}

Result<Diagnosis> PluginLanguage::diagnose(std::string_view step, std::string_view output) {
  if (diagnostics_ == nullptr) return fail(Errc::internal, "it has no hook for diagnostics");
  DiagnosticSink sink;
  TRY_VOID(check_status(diagnostics_->parse(language_, text(step), text(output), &sink.sink), "diagnostics"));
  return std::move(sink.result);
}

}  // namespace cordon::languages
