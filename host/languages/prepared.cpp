#include "host/languages/prepared.hpp"

#include "host/languages/text.hpp"

#include <algorithm>
#include <set>

namespace cordon::languages {
namespace {

tl::unexpected<Error> unusable(const Language& language, const std::string& what) {
  return fail(Errc::internal, "language plugin " + language.plugin + " failed: " + what);
}

Result<> rename(const Language& language, std::vector<SourceFile>& files, const Preparation& preparation) {
  for (const auto& [index, path] : preparation.renames) {
    if (index >= files.size()) return unusable(language, "it named a file that was not submitted");
    if (!is_work_path(path)) return unusable(language, "it named a file \"" + printable(path, 128) + "\"");
    files[index].path = path;
  }
  return {};
}

// The client's files come first: what it sent under a name is not replaced by what a plugin adds.
Result<> add(const Language& language, std::vector<SourceFile>& files, std::vector<SourceFile> added) {
  const auto submitted = static_cast<std::ptrdiff_t>(files.size());
  for (SourceFile& file : added) {
    if (!is_work_path(file.path)) return unusable(language, "it added a file \"" + printable(file.path, 128) + "\"");
    const bool is_there = std::any_of(files.begin(), files.begin() + submitted,
                                      [&](const SourceFile& other) { return other.path == file.path; });
    if (!is_there) files.push_back(std::move(file));
  }
  return {};
}

// Where two files would have one name, or one would be a folder of the other, or what the compiler is to make.
std::vector<Finding> collisions(const Language& language, const std::vector<SourceFile>& files) {
  std::vector<Finding> findings;
  std::set<std::string_view> names;
  const auto refuse = [&](const std::string& path, std::string rule, std::string message) {
    findings.push_back({.rule = std::move(rule), .message = std::move(message), .file = path});
  };
  for (const SourceFile& file : files)
    if (!names.insert(file.path).second)
      refuse(file.path, "files.same-name", "two files would be called " + printable(file.path, 128));
  for (const SourceFile& file : files)
    for (std::size_t slash = file.path.find('/'); slash != std::string::npos; slash = file.path.find('/', slash + 1))
      if (names.contains(std::string_view{file.path}.substr(0, slash)))
        refuse(file.path, "files.name-is-a-folder",
               printable(file.path.substr(0, slash), 128) + " would be both a file and a folder");
  for (const SourceFile& file : files)
    for (const Compile& step : language.compile)
      if (std::ranges::find(step.artefacts, file.path) != step.artefacts.end())
        refuse(file.path, "files.name-is-taken", "the compiler's own result is called " + printable(file.path, 128));
  return findings;
}

tl::unexpected<Error> refused(std::vector<Finding> findings) {
  const Finding& first = findings.front();
  std::string message = first.message;
  if (first.line > 0) message += " (" + printable(first.file, 128) + ", line " + std::to_string(first.line) + ")";
  if (findings.size() > 1) message += ", and " + std::to_string(findings.size() - 1) + " more";
  return fail(Errc::refused_source, std::move(message), std::move(findings));
}

}  // namespace

Result<Prepared> apply(const Language& language, std::vector<SourceFile> files, Preparation preparation) {
  Prepared prepared{.files = std::move(files), .variables = language.variables};
  std::vector<Finding> errors;
  // Clients know their files by the names they sent.
  for (Preparation::Remark& remark : preparation.remarks) {
    const bool has_name = remark.file < prepared.files.size() && !prepared.files[remark.file].path.empty();
    Finding finding{.rule = std::move(remark.rule),
                    .message = std::move(remark.message),
                    .file = has_name ? prepared.files[remark.file].path : language.main_file,
                    .line = remark.line,
                    .column = remark.column};
    (remark.severity == Severity::error ? errors : prepared.warnings).push_back(std::move(finding));
  }
  if (!errors.empty()) return refused(std::move(errors));

  TRY_VOID(rename(language, prepared.files, preparation));
  if (!prepared.files.empty() && prepared.files.front().path.empty()) prepared.files.front().path = language.main_file;
  for (const SourceFile& file : prepared.files)
    if (file.path.empty())
      return refused({{.rule = "files.no-name", .message = "only the main file may be without a name"}});
  TRY_VOID(add(language, prepared.files, std::move(preparation.added)));
  if (auto same = collisions(language, prepared.files); !same.empty()) return refused(std::move(same));

  for (auto& [name, value] : preparation.variables)
    if (const auto known = prepared.variables.find(name); known != prepared.variables.end())
      known->second = std::move(value);
  return prepared;
}

}  // namespace cordon::languages
