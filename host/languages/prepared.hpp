// A submission as a plugin wants it laid out, and what that makes of it. Values; any thread.
//
// What a plugin answers is not trusted: it worked on hostile text. Every path is checked here, in the
// host, whatever the worker process says.
#pragma once

#include "base/result.hpp"
#include "host/languages/language.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cordon::languages {

struct SourceFile {
  std::string path;  // "" where the client gave no name
  std::string content;
  bool operator==(const SourceFile&) const = default;
};

enum class Severity : std::uint8_t { note, warning, error };

// What a plugin said about a submission.
struct Preparation {
  struct Remark {
    Severity severity = Severity::note;
    std::uint32_t file = 0, line = 0, column = 0;
    std::string rule, message;
    bool operator==(const Remark&) const = default;
  };

  std::vector<Remark> remarks;
  std::map<std::uint32_t, std::string> renames;  // index of the submitted file -> path
  std::vector<SourceFile> added;
  std::map<std::string, std::string> variables;
  bool operator==(const Preparation&) const = default;
};

// What goes into the sandbox.
struct Prepared {
  std::vector<SourceFile> files;                 // all with names; the main file first, what the plugin added last
  std::map<std::string, std::string> variables;  // for {plugin.NAME}: the manifest's, or the plugin's over them
  std::vector<Finding> warnings;
};

// Errc::refused_source with findings where the plugin refuses it or two files would have one name;
// Errc::internal where the plugin's answer cannot be used.
Result<Prepared> apply(const Language& language, std::vector<SourceFile> files, Preparation preparation);

struct Diagnostic {
  std::string severity;    // error, warning, note
  std::uint32_t line = 0;  // from 1; 0 where unknown
  std::uint32_t column = 0;
  std::string path, code, message;
  bool operator==(const Diagnostic&) const = default;
};

// What a plugin read in the output of a step.
struct Diagnosis {
  std::vector<Diagnostic> diagnostics;
  std::string summary;       // the one line that a person should read, or ""
  bool nothing_ran = false;  // the program was not accepted as one
  bool operator==(const Diagnosis&) const = default;
};

// How much a plugin may say about one submission; the rest is dropped.
constexpr std::size_t max_findings = 64;
constexpr std::size_t max_diagnostics = 100;
constexpr std::size_t max_message = 2048;
constexpr std::size_t max_added_files = 32;
constexpr std::size_t max_added_bytes = 1 << 20;
constexpr std::size_t max_variables = 32;
constexpr std::size_t max_variable = 4096;
constexpr std::size_t max_log_lines = 32;

}  // namespace cordon::languages
