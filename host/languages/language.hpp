// A language as its manifest in languages.d/ describes it. Values: made by the manifest parser,
// then only read; shared by everything that is running when a manifest changes.
#pragma once

#include "host/languages/options.hpp"
#include "host/languages/rules/profile.hpp"
#include "host/sandbox/limits.hpp"

#include <map>
#include <string>
#include <vector>

namespace cordon::languages {

struct Step {
  std::vector<ArgumentTemplate> commands;  // one after the other in one sandbox, until one fails
  std::map<std::string, std::string> environment;
  sandbox::LimitsOverride limits;
  std::uint32_t extra_processes = 0;  // threads that the runtime itself needs, granted on top
  std::string park;  // "" or what to start ahead in sandboxes of the pool, to wait there for the rest of its command: "jvm"
};

struct Run : Step {
  std::string zygote;  // "" or which runtime to keep waiting in sandboxes of the pool: "python"
};

struct Compile : Step {
  // Work-folder paths that the run step needs: files, or folders with all that is in them. One that
  // does not exist after a compile that succeeded is our failure, not the program's.
  std::vector<std::string> artefacts;
};

// One program and what it must answer: self-test, example and documentation at once.
struct Sample {
  std::string name;
  std::string source;
  std::string stdin_text;
  std::vector<std::string> args;
  std::map<std::string, std::string> options;
  std::string stdout_text;
  std::string error;  // what `error` must begin with; "" for a sample that succeeds
};

struct Language {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> extensions;  // with the dot; the first one names a file without a name
  std::string main_file;                // what `code` is called in the work folder: "main.py"
  std::string image;                    // images/<image>.yaml

  VersionQuestion version;

  std::string plugin;                            // "" or the file name: "java.so"
  std::string config;                            // the manifest's `config:` as JSON, "{}" where there is none
  std::map<std::string, std::string> variables;  // defaults of {plugin.NAME}

  std::vector<Option> options;                     // what requests may choose
  std::map<std::string, std::string> environment;  // of every step
  std::vector<Compile> compile;                    // none or one
  Run run;

  sandbox::LimitsOverride default_limits, max_limits;
  rules::Rules rules;
  std::vector<Sample> samples;
  std::string manifest_path;  // for messages to the operator, never to clients
};

}  // namespace cordon::languages
