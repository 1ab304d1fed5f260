// The pages of memory that any program of a runtime uses, as far as they are known before there is one.
//
// After fork(2) every first write to a page is an exception and a copy, and every first look at a file's page an
// exception: half of the time of a short program in a runtime that has started. So children do that while they wait
// for their program, for the pages that a rehearsal used (rehearsal.hpp). Which those are tells nothing of any
// submission, and a page that is missing from the list, or too many, costs time and nothing else.
#pragma once

#include <sys/types.h>
#include <cstddef>
#include <cstdint>
#include <set>

namespace cordon::zygotes {

// When a child takes pages: while nobody waits for it, as many as it may have then, and the others in one go when it has its program,
// which is faster than one by one.
enum class Moment : std::size_t { birth, hand_over };

// In the zygote, before the rehearsal: makes room to learn into that all its children share.
void prepare_working_set();

// In the process that watches a rehearsal, which is a child of the zygote.
class Rehearsal {
 public:
  // Learns what `process`, which stands still, has made its own of what the zygote has too: when it waits for its program, and again
  // when that is at its end. Where the kernel does not tell (proc_pid_pagemap(5)), nothing.
  void look(pid_t process);

 private:
  bool waits_ = true;  // at the first look
  std::set<std::uint64_t> seen_;
  std::size_t written_ = 0;
};

// In a child of the zygote.
void take_working_set(Moment moment);

}  // namespace cordon::zygotes
