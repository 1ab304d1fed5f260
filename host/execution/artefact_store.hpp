// The artefact cache on disk: a folder of ours, a file for each entry, named by its key. Nothing that a guest wrote
// is ever part of a name.
//
// Every call blocks. One thread at a time.
#pragma once

#include "base/unique_fd.hpp"
#include "host/execution/artefact_key.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace cordon::execution {

class ArtefactStore {
 public:
  // Makes the folder, and removes what a server that was killed left unfinished.
  static Result<ArtefactStore> open(const std::filesystem::path& folder);

  struct Entry {
    ArtefactKey key;
    std::uint64_t bytes = 0;
  };
  // All that is there, what was written first in front.
  [[nodiscard]] Result<std::vector<Entry>> entries() const;

  struct Found {
    SharedCompiled compiled;  // null: there is nothing that can be used
    bool damaged = false;     // because it is not what was written
  };
  [[nodiscard]] Found read(const ArtefactKey& key) const;

  // Whole or not at all, also if the server is killed meanwhile. After a loss of power a file may be there that has
  // not its content: it is found damaged, which costs a compile and not the wait for the disk at every write.
  [[nodiscard]] Result<> write(const ArtefactKey& key, const Compiled& compiled);

  void remove(const ArtefactKey& key);

  // What a file of this size takes.
  static std::uint64_t on_disk(std::uint64_t size);

 private:
  explicit ArtefactStore(UniqueFd folder) : folder_{std::move(folder)} {}
  UniqueFd folder_;
};

}  // namespace cordon::execution
