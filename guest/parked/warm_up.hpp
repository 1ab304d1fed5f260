// What a JVM does before it waits: load classes, and run them, so that the program need not. Nothing of it may be left
// to be noticed, but that things take less time.
#pragma once

#include "guest/parked/jni.hpp"

#include <string>
#include <vector>

namespace cordon::parked {

// A command line of java, taken apart.
struct Command {
  std::vector<std::string> options;  // of the virtual machine
  std::string main;                  // a class, or a module and a class; "" where it is not known yet
  bool is_module = false;
  std::vector<std::string> arguments;
};

// Done by a thread of its own, so that the one that calls stays as it is.
void warm_up(jni::Machine& machine, jni::Environment& java, const Command& command);

}  // namespace cordon::parked
