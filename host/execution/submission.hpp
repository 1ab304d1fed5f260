// What a client wants run, after the API has checked its form. A value.
#pragma once

#include "host/sandbox/limits.hpp"

#include <map>
#include <string>
#include <vector>

namespace cordon::execution {

struct SourceFile {
  std::string path;  // relative, checked; "" where the client gave no name (then the language names it)
  std::string content;
};

struct Submission {
  std::string language;                        // an id or alias that the client wrote
  std::string version;                         // "" = what is there; else must be a prefix of it ("3", "3.13")
  std::map<std::string, std::string> options;  // of the language; what is not here is as its manifest says
  std::string profile;                         // of the language's rules; "" = open, the mildest
  std::vector<SourceFile> files;               // the main file first; at least one
  // What the program finds in its work folder beside them: no source, and nothing that a compiler sees.
  std::vector<SourceFile> data_files;
  std::string standard_input;
  std::vector<std::string> args;
  std::map<std::string, std::string> environment;
  sandbox::LimitsOverride limits;
  // An explicit output limit ends the program at the cap; otherwise the middle is dropped and the
  // program runs on, up to 64 MiB.
  bool output_limit_kills = false;
  std::string request_id;
};

}  // namespace cordon::execution
