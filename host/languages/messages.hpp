// What the host and the language worker say to each other: frames of a length, a kind and a body.
//
// The host sends `load` once, and gets a `loaded` for every language and then `ready`; after that
// one `prepare` or `diagnose` at a time, answered by one `prepared`, `diagnosed` or `failed`. `log`
// may come before any answer; `last_prepared` is a `prepared` after which the process is gone. Decoding trusts nothing:
// an answer that is longer than what was agreed is not one. Plain functions; any thread.
#pragma once

#include "base/bytes.hpp"
#include "host/languages/prepared.hpp"
#include "host/languages/rules/profile.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::languages {

enum class Kind : std::uint8_t {
  load = 1,
  prepare,
  diagnose,
  loaded = 16,
  ready,
  prepared,
  diagnosed,
  failed,
  log,
  last_prepared
};

struct Message {
  Kind kind{};
  std::string body;
};

constexpr std::size_t frame_header = 5;                     // u32 length of the body, u8 kind
constexpr std::size_t max_request = std::size_t{16} << 20;  // body
constexpr std::size_t max_reply = std::size_t{3} << 20;

// How much text a plugin is shown: hooks are bounded in time, and time grows with text.
constexpr std::size_t max_source_bytes = std::size_t{4} << 20;  // of all files
constexpr std::size_t max_output_bytes = std::size_t{256} << 10;

std::string frame(Kind kind, std::string_view body);

// The length of the body that follows, or nothing if the header is not one.
struct Header {
  Kind kind{};
  std::size_t length = 0;
};
std::optional<Header> parse_header(std::string_view header, std::size_t longest_body);

struct LoadRequest {
  struct Item {
    std::string language, plugin_path, config;  // no path: no plugin
    rules::Rules rules;
  };
  std::vector<Item> items;
  std::vector<std::uint32_t> trusted_owners;
};

struct Capabilities {
  bool source = false, diagnostics = false, warmup = false;
  bool operator==(const Capabilities&) const = default;
};

struct Loaded {
  std::string language;
  std::string refusal;  // a sentence, or ""
  Capabilities capabilities;
};

struct PrepareRequest {
  std::string language;
  std::string profile;  // "" = its rules need not be looked at
  std::vector<SourceFile> files;
};

struct DiagnoseRequest {
  std::string language, step, output;
};

struct LogLine {
  Severity severity{};
  std::string language, line;
};

std::string encode(const LoadRequest& value);
std::string encode(const Loaded& value);
std::string encode(const PrepareRequest& value);  // content is cut to max_source_bytes in all
std::string encode(const DiagnoseRequest& value);
std::string encode(const Preparation& value);
std::string encode(const Diagnosis& value);
std::string encode(const LogLine& value);

// Nothing where the body is not what it should be.
template <class T>
std::optional<T> decode(std::string_view body);
template <>
std::optional<LoadRequest> decode(std::string_view body);
template <>
std::optional<Loaded> decode(std::string_view body);
template <>
std::optional<PrepareRequest> decode(std::string_view body);
template <>
std::optional<DiagnoseRequest> decode(std::string_view body);
template <>
std::optional<Preparation> decode(std::string_view body);
template <>
std::optional<Diagnosis> decode(std::string_view body);
template <>
std::optional<LogLine> decode(std::string_view body);

}  // namespace cordon::languages
