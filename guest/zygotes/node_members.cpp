#include "guest/zygotes/node_members.hpp"

#include <malloc.h>
#include <sys/random.h>
#include <sys/uio.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace cordon::zygotes::node {
namespace {

// Between which V8 computes its first limits of the heap like that, in MiB.
constexpr std::uint64_t smallest_heap = 16, largest_heap = 1024;
// That a generator has made since node started.
constexpr int most_steps = 4096;

// As std::string is laid out in node, and here.
struct Text {
  const char* data;
  std::size_t size, rest[2];
};
static_assert(sizeof(Text) == sizeof(std::string));

void* isolate() { return named<void*()>("_ZN2v87Isolate10GetCurrentEv")(); }

// The words of an object that was allocated by itself.
template <class Word, class F>
void for_each_word(void* object, F&& f) {
  auto* word = static_cast<Word*>(object);
  for (auto* const end = word + ::malloc_usable_size(object) / sizeof(Word); word < end; ++word) f(word);
}

// Whether there is something there: what is looked at may be anything.
template <class T>
bool copy(const void* place, T& to, std::size_t size = sizeof(T)) {
  const iovec here{&to, size}, there{const_cast<void*>(place), size};
  return ::process_vm_readv(::getpid(), &here, 1, &there, 1, 0) == static_cast<ssize_t>(size);
}

bool holds(const char* begin, const char* end, const std::vector<std::string>& options) {
  if (begin == nullptr || end != begin + options.size() * sizeof(Text)) return false;
  for (const std::string& option : options) {
    Text text{};
    std::array<char, 128> content{};
    const std::size_t size = std::min(option.size(), content.size());
    if (!copy(begin, text) || text.size != option.size() || !copy(text.data, content, size) ||
        std::string_view{content.data(), size} != std::string_view{option}.substr(0, size))
      return false;
    begin += sizeof(Text);
  }
  return true;
}

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCD;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53;
  return x ^ (x >> 33);
}

// A seed, and what follows from it: nothing else looks like that.
bool is_generator(void* place) {
  using State = Generator::State;
  State found{};
  if (reinterpret_cast<std::uintptr_t>(place) % alignof(State) != 0 || !copy(place, found)) return false;
  std::uint64_t first = mixed(found.seed), second = mixed(~first);
  for (int step = 0; step < most_steps; ++step) {
    if (first == found.first && second == found.second) return found.seed != 0;
    std::uint64_t next = first;
    first = second;
    next ^= next << 23;
    next ^= next >> 17;
    next ^= first;
    next ^= first >> 26;
    second = next;
  }
  return false;
}

[[noreturn]] void not_found(const char* what) { throw std::system_error{ENOSYS, std::generic_category(), what}; }

}  // namespace

Local current_context() { return named<Local(void*)>("_ZN2v87Isolate17GetCurrentContextEv")(isolate()); }

void* environment() {
  return named<void*(Local)>("_ZN4node21GetCurrentEnvironmentEN2v85LocalINS0_7ContextEEE")(current_context());
}

Origin::Origin(std::uint64_t value)
    : members_{named<std::uint64_t>("_ZN4node11per_process15node_start_timeE"),
               named<std::uint64_t>("_ZN4node11performance25performance_process_startE")} {
  for_each_word<std::uint64_t>(environment(), [&](std::uint64_t* word) {
    if (*word == value) members_.push_back(word);
  });
}

void Origin::move_to(std::uint64_t now) const {
  for (std::uint64_t* member : members_) *member = now;
}

// A list of strings in node::Environment.
Options::Options(const std::vector<std::string>& options) {
  for_each_word<char*>(environment(), [&](char** word) {
    if (end_ == nullptr && holds(word[0], word[1], options)) end_ = word + 1;
  });
  if (end_ == nullptr) not_found("find the options");
}

void Options::become(const std::vector<std::string>& options) const {
  auto* const place = reinterpret_cast<std::string*>(end_[-1]);
  std::copy(options.begin(), options.end(), place);
  *end_ = reinterpret_cast<char*>(place + options.size());
}

// Six members of v8::Isolate.
Heap::Heap(std::uint64_t mebibytes) : mebibytes_{mebibytes} {
  const std::uint64_t size = mebibytes << 20;
  int same = 0, doubled = 0, halved = 0;
  for_each_word<std::uint64_t>(isolate(), [&](std::uint64_t* word) {
    same += *word == size;
    doubled += *word == size * 2;
    halved += *word == size / 2;
    if (*word == size || *word == size * 2 || *word == size / 2) members_.push_back(word);
  });
  known_ = same == 3 && doubled == 1 && halved == 2;
}

bool Heap::can_become(std::uint64_t mebibytes) const {
  const auto [least, most] = std::minmax(mebibytes, mebibytes_);
  return mebibytes == mebibytes_ || (known_ && least >= smallest_heap && most <= largest_heap);
}

void Heap::become(std::uint64_t mebibytes) const {
  if (mebibytes == mebibytes_) return;
  for (std::uint64_t* member : members_) *member = *member / mebibytes_ * mebibytes;
}

Generator::Generator() {
  for_each_word<void*>(isolate(), [&](void** word) {
    if (state_ == nullptr && is_generator(*word)) state_ = static_cast<State*>(*word);
  });
  if (state_ == nullptr) not_found("find the random number generator");
}

void Generator::reseed() const {
  if (::getrandom(state_, sizeof *state_, 0) != sizeof *state_) ::_exit(1);
}

}  // namespace cordon::zygotes::node
