#include "host/languages/messages.hpp"

#include "host/languages/text.hpp"

#include <algorithm>
#include <utility>

namespace cordon::languages {
namespace {

using base::Reader;
using base::Writer;

constexpr std::size_t max_files = 4096;

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
  for (const auto& item : value.items) writer.text(item.language).text(item.plugin_path).text(item.config);
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
  writer.text(value.language);
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
