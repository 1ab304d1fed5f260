// Keeps languages and plugins as the folders say, while the server runs.
//
// A good manifest goes live at once; a bad one, or one whose plugin is refused, is reported and the
// one before it stays. Owned by the server; event-loop thread only.
#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "host/languages/registry.hpp"
#include "host/languages/worker.hpp"

#include <functional>

namespace cordon::languages {

class Reloader {
 public:
  // Both outlive it, and every task of it.
  Reloader(Languages& languages, Worker& worker) : languages_{languages}, worker_{worker} {}

  // Reads the manifests and loads their plugins, also for the first time. An error means that the
  // folder cannot be read, and that nothing changed. While it is at work, a second call only makes
  // it start again when it is done.
  Task<Result<>> reload();

  // Reloads whenever a file in one of these folders changes, and tells so. Ends only where the kernel
  // watches nothing for us.
  Task<> watch(std::vector<std::filesystem::path> folders, std::function<Task<>()> reloaded);

 private:
  Task<Result<>> reload_once();

  Languages& languages_;
  Worker& worker_;
  bool is_at_work_ = false, is_asked_again_ = false;
};

}  // namespace cordon::languages
