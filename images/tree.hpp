// A folder that is being filled with a root file system by somebody who is not trusted.
//
// Every path is opened with openat2 below the folder's descriptor, without following any symbolic
// link, so that an archive which plants a link and then writes through it gets nowhere, whatever
// else happens at the same time. Paths are relative and normal: "usr/bin/env", "" for the folder
// itself. One owner, one thread.
#pragma once

#include <sys/stat.h>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/unique_fd.hpp"

namespace cordon::images {

class Tree {
 public:
  static Result<Tree> open(const std::filesystem::path& folder);

  // Missing parents are made. A folder that is there already keeps what is in it.
  Result<> make_folder(std::string_view path, mode_t mode);
  // A new, empty file; it is an error if something is there already.
  Result<UniqueFd> create_file(std::string_view path, mode_t mode);
  Result<> make_link(std::string_view path, const std::string& target);
  Result<> make_hard_link(std::string_view path, std::string_view existing);
  // With all that is below; nothing happens if it is not there.
  Result<> remove(std::string_view path);
  // All that is below a folder; nothing happens if there is no folder.
  Result<> clear(std::string_view path);
  // Removes what is in the way of something that is about to be made there.
  enum class Room { for_anything, for_folder };  // a folder is not in the way of a folder
  Result<> make_room(std::string_view path, Room room);
  // Replaces whatever is there, a link itself and not what it points to.
  Result<> write_file(std::string_view path, std::string_view content, mode_t mode);
  Result<std::string> read_file(std::string_view path) const;
  // For reading. It is an error if it is no regular file.
  Result<UniqueFd> open_file(std::string_view path) const;
  Result<std::string> read_link(std::string_view path) const;
  [[nodiscard]] bool has(std::string_view path) const;

  [[nodiscard]] int descriptor() const { return folder_.get(); }

 private:
  explicit Tree(UniqueFd folder) : folder_{std::move(folder)} {}
  struct Place {
    int parent;
    std::string name;
  };
  Result<Place> place_of(std::string_view path);
  Result<UniqueFd> open_folder(std::string_view path, bool make);

  UniqueFd folder_;
  std::string parent_path_;  // the folder opened last: archives come folder by folder
  UniqueFd parent_;
};

// Something below a tree. `parent` and `name` are how to reach it.
struct Entry {
  int parent;
  const std::string& name;
  const std::string& path;
  const struct stat& status;
};

// Calls `visit` for everything below `folder`, a folder before what it holds, names in byte order.
// When it gives false for a folder, what is below is left out.
Result<> walk(int folder, const std::function<Result<bool>(const Entry&)>& visit);

// Removes a folder's entry with all below it, following no link.
Result<> remove_below(int parent, const std::string& name);

// The normal form of a path in an archive or recipe: no leading "/" or "./", no "//", no "." parts.
// Fails on ".." parts.
Result<std::string> normal_path(std::string_view path);

}  // namespace cordon::images
