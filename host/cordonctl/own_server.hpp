// A server of our own for the length of one command: cordon-cage and cordond in a state folder that is
// made for them, listening on nothing but a unix socket in it, with the images of the real one.
//
// Its destructor stops it and removes the folder. Should we be killed, the kernel tells it to stop.
#pragma once

#include "base/temp_dir.hpp"
#include "host/cordonctl/client.hpp"

#include <sys/types.h>
#include <filesystem>

namespace cordon::cordonctl {

struct OwnServerOptions {
  std::filesystem::path state_dir;  // whose images are used
  std::filesystem::path languages;  // folder of manifests
  bool stage_languages = false;     // copy them now: the folder will not outlive the call
  enum class Images { needed, if_there } images = Images::needed;
  std::string security_level = {};  // "": as the environment says
};

class OwnServer {
 public:
  // Until it answers. An error has the last thing that it said.
  static Result<OwnServer> start(const OwnServerOptions& options);

  OwnServer(OwnServer&& other) noexcept
      : folder_{std::move(other.folder_)}, process_{std::exchange(other.process_, 0)} {}
  OwnServer& operator=(OwnServer&&) = delete;
  ~OwnServer();

  [[nodiscard]] Client client() const;

 private:
  OwnServer(TempDir folder, pid_t process) : folder_{std::move(folder)}, process_{process} {}
  [[nodiscard]] Result<> wait_until_it_answers();
  [[nodiscard]] std::string last_words() const;

  TempDir folder_;
  pid_t process_ = 0;  // the keeper: our child, not waited for yet; 0 if there is none
};

// Where this program's own parts are: beside it, or where they are installed.
std::filesystem::path program_folder();
std::filesystem::path default_plugins();

}  // namespace cordon::cordonctl
