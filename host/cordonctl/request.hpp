// The body of POST /execute, from what stands on the command line. Plain functions on bytes that have
// already been read.
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace cordon::cordonctl {

// What a server reads at most, as docs/api.md has it.
constexpr std::size_t largest_body = 8 << 20;

enum class Encoding { utf8, base64 };

struct SourceFile {
  std::string path;  // in the work folder; "": the server names it
  std::string content;
};

struct Request {
  std::string language;
  std::vector<SourceFile> files;  // the main one first
  std::string standard_input;
  std::vector<std::string> args;
  std::vector<std::string> environment;        // NAME=VALUE
  std::map<std::string, std::string> options;  // of the language
  std::optional<double> timeout;               // seconds
  std::optional<std::uint64_t> memory;         // bytes
  Encoding encoding = Encoding::utf8;          // of the output in the answer
};

Result<std::string> to_json(const Request& request);

// 256MiB, 1.5GiB, 64M, 1048576: units of 1024.
Result<std::uint64_t> parse_size(const std::string& text);

// The language among those of GET /languages that has the file's extension; its entry.
Result<nlohmann::json> language_of(const std::filesystem::path& file, const nlohmann::json& languages);

// The entry whose id or alias this is; an error names the nearest.
Result<nlohmann::json> language_named(const std::string& name, const nlohmann::json& languages);

// What a file is called in the work folder: its path below the main file's folder, or its name.
std::string path_in_work_folder(const std::filesystem::path& file, const std::filesystem::path& main_file);

// Everything in the file, or from the descriptor until its end; an error above what a server reads.
Result<std::string> read_source(const std::filesystem::path& file);
Result<std::string> read_to_end(int descriptor, const std::string& name);

}  // namespace cordon::cordonctl
