// A worker process with its plugins loaded: one that crashes or hangs while it is loaded is found out
// and left out. Used by Worker; event-loop thread.
#pragma once

#include "host/languages/worker.hpp"
#include "host/languages/worker_process.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cordon::languages {

struct LoadedWorker {
  std::unique_ptr<WorkerProcess> process;
  std::map<std::string, Capabilities> capabilities;  // by language id
  std::map<std::string, std::string> refused;        // by language id: why
};

// `options` stays alive until the answer.
Task<Result<LoadedWorker>> start_worker(asio::any_io_executor executor, const Worker::Options& options,
                                        std::vector<LoadRequest::Item> wanted);

}  // namespace cordon::languages
