#include "host/languages/messages.hpp"

#include "host/languages/text.hpp"

#include <algorithm>
#include <utility>

namespace cordon::languages {
namespace {

using base::Reader;
using base::Writer;

constexpr std::size_t max_files = 4096;
constexpr std::size_t max_rules = 100'000;  // that a manifest of its size cannot have

void count(Writer& writer, std::size_t n) { writer.number(static_cast<std::uint32_t>(n)); }

// The number of elements that follow; more than `most` makes the whole message bad.
std::uint32_t read_count(Reader& reader, std::size_t most) {
  const auto n = reader.number<std::uint32_t>();
  if (n <= most) return n;
  reader.rest();
  reader.number<std::uint8_t>();
  return 0;
}

Severity read_severity(Reader& reader) {
  return static_cast<Severity>(std::min<std::uint8_t>(reader.number<std::uint8_t>(), 2));
}

std::string read_message(Reader& reader) { return bounded(reader.text(), max_message); }

void write_texts(Writer& writer, const std::vector<std::string>& texts) {
  count(writer, texts.size());
  for (const std::string& text : texts) writer.text(text);
}

std::vector<std::string> read_texts(Reader& reader) {
  std::vector<std::string> texts;
  const auto n = read_count(reader, max_rules);
  for (std::uint32_t i = 0; i < n && !reader.bad(); ++i) texts.emplace_back(reader.text());
  return texts;
}

// 0 is none: no maximum is.
void write_most(Writer& writer, const std::optional<std::uint32_t>& most) { writer.number(most.value_or(0)); }

std::optional<std::uint32_t> read_most(Reader& reader) {
  const auto most = reader.number<std::uint32_t>();
  return most == 0 ? std::nullopt : std::optional{most};
}

void write_rules(Writer& writer, const rules::Rules& value) {
  writer.text(value.grammar);
  count(writer, value.profiles.size());
  for (const rules::Profile& profile : value.profiles) {
    writer.text(profile.name);
    write_most(writer, profile.max_length);
    write_most(writer, profile.max_nodes);
    write_most(writer, profile.max_nesting);
    write_texts(writer, profile.deny_imports);
    write_texts(writer, profile.deny_calls);
    write_texts(writer, profile.deny_files);
    count(writer, profile.allow_members.size());
    for (const auto& [name, members] : profile.allow_members) {
      writer.text(name);
      write_texts(writer, members);
    }
    count(writer, profile.queries.size());
    for (const rules::Query& query : profile.queries) writer.text(query.id).text(query.query).text(query.message);
    count(writer, profile.patterns.size());
    for (const rules::Pattern& pattern : profile.patterns)
      writer.text(pattern.id).text(pattern.pattern).text(pattern.message);
  }
}

rules::Profile read_profile(Reader& reader) {
  rules::Profile profile;
  profile.name = reader.text();
  profile.max_length = read_most(reader);
  profile.max_nodes = read_most(reader);
  profile.max_nesting = read_most(reader);
  profile.deny_imports = read_texts(reader);
  profile.deny_calls = read_texts(reader);
  profile.deny_files = read_texts(reader);
  const auto limited = read_count(reader, max_rules);
  for (std::uint32_t i = 0; i < limited && !reader.bad(); ++i) {
    std::string name{reader.text()};
    profile.allow_members[std::move(name)] = read_texts(reader);
  }
  const auto queries = read_count(reader, max_rules);
  for (std::uint32_t i = 0; i < queries && !reader.bad(); ++i) {
    auto& query = profile.queries.emplace_back();
    query.id = reader.text();
    query.query = reader.text();
    query.message = reader.text();
  }
  const auto patterns = read_count(reader, max_rules);
  for (std::uint32_t i = 0; i < patterns && !reader.bad(); ++i) {
    auto& pattern = profile.patterns.emplace_back();
    pattern.id = reader.text();
    pattern.pattern = reader.text();
    pattern.message = reader.text();
  }
  return profile;
}

rules::Rules read_rules(Reader& reader) {
  rules::Rules value;
  value.grammar = reader.text();
  const auto profiles = read_count(reader, 64);
  for (std::uint32_t i = 0; i < profiles && !reader.bad(); ++i) value.profiles.push_back(read_profile(reader));
  return value;
}

template <class T>
std::optional<T> if_complete(const Reader& reader, T value) {
  if (!reader.complete()) return std::nullopt;
  return value;
}

std::string_view severity_name(Severity severity) {
  constexpr std::string_view names[] = {"note", "warning", "error"};
  return names[static_cast<std::size_t>(severity)];
}

Severity severity_called(std::string_view name) {
  return name == "error" ? Severity::error : name == "warning" ? Severity::warning : Severity::note;
}

}  // namespace

std::string frame(Kind kind, std::string_view body) {
  Writer writer;
  writer.number(static_cast<std::uint32_t>(body.size())).number(static_cast<std::uint8_t>(kind)).raw(body);
  return std::move(writer).take();
}

std::optional<Header> parse_header(std::string_view header, std::size_t longest_body) {
  Reader reader{header};
  const auto length = reader.number<std::uint32_t>();
  const auto kind = reader.number<std::uint8_t>();
  if (!reader.complete() || length > longest_body) return std::nullopt;
  return Header{static_cast<Kind>(kind), length};
}

std::string encode(const LoadRequest& value) {
  Writer writer;
  count(writer, value.items.size());
  for (const auto& item : value.items) {
    writer.text(item.language).text(item.plugin_path).text(item.config);
    write_rules(writer, item.rules);
  }
  count(writer, value.trusted_owners.size());
  for (const std::uint32_t owner : value.trusted_owners) writer.number(owner);
  return std::move(writer).take();
}

template <>
std::optional<LoadRequest> decode(std::string_view body) {
  Reader reader{body};
  LoadRequest value;
  const auto items = read_count(reader, max_files);
  for (std::uint32_t i = 0; i < items && !reader.bad(); ++i) {
    auto& item = value.items.emplace_back();
    item.language = reader.text();
    item.plugin_path = reader.text();
    item.config = reader.text();
    item.rules = read_rules(reader);
  }
  const auto owners = read_count(reader, 64);
  for (std::uint32_t i = 0; i < owners; ++i) value.trusted_owners.push_back(reader.number<std::uint32_t>());
  return if_complete(reader, std::move(value));
}

std::string encode(const Loaded& value) {
  Writer writer;
  writer.text(value.language).text(value.refusal);
  writer.number(static_cast<std::uint8_t>(value.capabilities.source))
      .number(static_cast<std::uint8_t>(value.capabilities.diagnostics))
      .number(static_cast<std::uint8_t>(value.capabilities.warmup));
  return std::move(writer).take();
}

template <>
std::optional<Loaded> decode(std::string_view body) {
  Reader reader{body};
  Loaded value;
  value.language = reader.text();
  value.refusal = printable(reader.text(), max_message);
  value.capabilities.source = reader.number<std::uint8_t>() != 0;
  value.capabilities.diagnostics = reader.number<std::uint8_t>() != 0;
  value.capabilities.warmup = reader.number<std::uint8_t>() != 0;
  return if_complete(reader, std::move(value));
}

std::string encode(const PrepareRequest& value) {
  Writer writer;
  writer.text(value.language).text(value.profile);
  count(writer, value.files.size());
  std::size_t left = max_source_bytes;
  for (const SourceFile& file : value.files) {
    const std::string_view shown = std::string_view{file.content}.substr(0, left);
    left -= shown.size();
    writer.text(file.path).text(shown);
  }
  return std::move(writer).take();
}

template <>
std::optional<PrepareRequest> decode(std::string_view body) {
  Reader reader{body};
  PrepareRequest value;
  value.language = reader.text();
  value.profile = reader.text();
  const auto files = read_count(reader, max_files);
  for (std::uint32_t i = 0; i < files && !reader.bad(); ++i) {
    SourceFile& file = value.files.emplace_back();
    file.path = reader.text();
    file.content = reader.text();
  }
  return if_complete(reader, std::move(value));
}

std::string encode(const DiagnoseRequest& value) {
  Writer writer;
  writer.text(value.language).text(value.step).text(without_middle(value.output, max_output_bytes));
  return std::move(writer).take();
}

template <>
std::optional<DiagnoseRequest> decode(std::string_view body) {
  Reader reader{body};
  DiagnoseRequest value;
  value.language = reader.text();
  value.step = reader.text();
  value.output = reader.text();
  return if_complete(reader, std::move(value));
}

std::string encode(const Preparation& value) {
  Writer writer;
  count(writer, value.remarks.size());
  for (const auto& remark : value.remarks)
    writer.number(static_cast<std::uint8_t>(remark.severity))
        .number(remark.file)
        .number(remark.line)
        .number(remark.column)
        .text(remark.rule)
        .text(remark.message);
  count(writer, value.renames.size());
  for (const auto& [index, path] : value.renames) writer.number(index).text(path);
  count(writer, value.added.size());
  for (const SourceFile& file : value.added) writer.text(file.path).text(file.content);
  count(writer, value.variables.size());
  for (const auto& [name, text] : value.variables) writer.text(name).text(text);
  return std::move(writer).take();
}

template <>
std::optional<Preparation> decode(std::string_view body) {
  Reader reader{body};
  Preparation value;
  const auto remarks = read_count(reader, max_findings);
  for (std::uint32_t i = 0; i < remarks && !reader.bad(); ++i) {
    auto& remark = value.remarks.emplace_back();
    remark.severity = read_severity(reader);
    remark.file = reader.number<std::uint32_t>();
    remark.line = reader.number<std::uint32_t>();
    remark.column = reader.number<std::uint32_t>();
    remark.rule = printable(reader.text(), 128);
    remark.message = read_message(reader);
  }
  const auto renames = read_count(reader, max_files);
  for (std::uint32_t i = 0; i < renames && !reader.bad(); ++i) {
    const auto index = reader.number<std::uint32_t>();
    value.renames[index] = reader.text();
  }
  const auto added = read_count(reader, max_added_files);
  std::size_t added_bytes = 0;
  for (std::uint32_t i = 0; i < added && !reader.bad(); ++i) {
    SourceFile& file = value.added.emplace_back();
    file.path = reader.text();
    file.content = reader.text();
    added_bytes += file.content.size();
  }
  const auto variables = read_count(reader, max_variables);
  for (std::uint32_t i = 0; i < variables && !reader.bad(); ++i) {
    const std::string_view name = reader.text();
    const std::string_view text = reader.text();
    if (text.size() > max_variable || text.find('\0') != std::string_view::npos) return std::nullopt;
    value.variables.emplace(name, text);
  }
  if (added_bytes > max_added_bytes) return std::nullopt;
  return if_complete(reader, std::move(value));
}

std::string encode(const Diagnosis& value) {
  Writer writer;
  count(writer, value.diagnostics.size());
  for (const Diagnostic& diagnostic : value.diagnostics)
    writer.number(static_cast<std::uint8_t>(severity_called(diagnostic.severity)))
        .number(diagnostic.line)
        .number(diagnostic.column)
        .text(diagnostic.path)
        .text(diagnostic.code)
        .text(diagnostic.message);
  writer.text(value.summary).number(static_cast<std::uint8_t>(value.nothing_ran));
  return std::move(writer).take();
}

template <>
std::optional<Diagnosis> decode(std::string_view body) {
  Reader reader{body};
  Diagnosis value;
  const auto diagnostics = read_count(reader, max_diagnostics);
  for (std::uint32_t i = 0; i < diagnostics && !reader.bad(); ++i) {
    Diagnostic& diagnostic = value.diagnostics.emplace_back();
    diagnostic.severity = severity_name(read_severity(reader));
    diagnostic.line = reader.number<std::uint32_t>();
    diagnostic.column = reader.number<std::uint32_t>();
    diagnostic.path = printable(reader.text(), 512);
    diagnostic.code = printable(reader.text(), 64);
    diagnostic.message = read_message(reader);
  }
  value.summary = printable(reader.text(), max_message);
  value.nothing_ran = reader.number<std::uint8_t>() != 0;
  return if_complete(reader, std::move(value));
}

std::string encode(const LogLine& value) {
  Writer writer;
  writer.number(static_cast<std::uint8_t>(value.severity)).text(value.language).text(value.line);
  return std::move(writer).take();
}

template <>
std::optional<LogLine> decode(std::string_view body) {
  Reader reader{body};
  LogLine value;
  value.severity = read_severity(reader);
  value.language = printable(reader.text(), 64);
  value.line = printable(reader.text(), max_message);
  return if_complete(reader, std::move(value));
}

}  // namespace cordon::languages
