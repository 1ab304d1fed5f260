// What a copy of node has to be changed in, and node has no way to change: members of its C++ objects, found by what they
// hold, once, before the first fork. Where one is not found the constructor throws std::system_error: it is another node
// than those that are known.
#pragma once

#include <dlfcn.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

namespace cordon::zygotes::node {

// A function or variable of node's, by its mangled name.
template <class T>
T* named(const char* name) {
  void* found = ::dlsym(RTLD_DEFAULT, name);
  if (found == nullptr) throw std::system_error{ENOSYS, std::generic_category(), std::string{"know a node without "} + name};
  return reinterpret_cast<T*>(found);
}

using Local = void*;  // as v8::Local is

Local current_context();
void* environment();  // node::Environment

// What process.uptime() and performance.now() count from.
class Origin {
 public:
  // `value`: what it is, in nanoseconds.
  explicit Origin(std::uint64_t value);

  void move_to(std::uint64_t now) const;

 private:
  std::vector<std::uint64_t*> members_;
};

// The options that workers inherit.
class Options {
 public:
  explicit Options(const std::vector<std::string>& options);

  // To fewer, or as many.
  void become(const std::vector<std::string>& options) const;

 private:
  char** end_ = nullptr;
};

// How large V8's heap may become, which follows from the memory limit, and which V8 computes when it starts. To be made
// before the heap has been collected: from then on two of the members follow what is found there.
class Heap {
 public:
  explicit Heap(std::uint64_t mebibytes);

  // Otherwise it stays as it is.
  [[nodiscard]] bool can_become(std::uint64_t mebibytes) const;
  void become(std::uint64_t mebibytes) const;

 private:
  std::uint64_t mebibytes_;
  std::vector<std::uint64_t*> members_;
  bool known_ = false;
};

// What Math.random() takes its start from, in each context at the first call; what a child does not change is the same
// in all its siblings.
class Generator {
 public:
  Generator();

  void reseed() const;

  // v8::base::RandomNumberGenerator.
  struct State {
    std::uint64_t seed, first, second;
  };

 private:
  State* state_ = nullptr;
};

}  // namespace cordon::zygotes::node
