// An answer that the language worker gives while it dies.
//
// tree-sitter ends its process where it gets no memory, some steps of it cannot be interrupted, and version
// 0.20 uses memory that it has freed; a hostile source can bring about all of it. That says something about
// the source, which its author is told, and nothing about us. One thread; one at a time.
#pragma once

#include "base/quantity.hpp"

#include <string>

namespace cordon::languages {

class LastWords {
 public:
  // From now until it is destroyed: should the process exit, abort, or use more processor time than `patience`,
  // the frame is sent first; also where it has been at it for four times as long, whatever the reason. It is
  // processor time that says something of the source: the other kind says how busy the machine is.
  LastWords(int socket, std::string frame, milliseconds patience);
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;
  ~LastWords();
};

}  // namespace cordon::languages
