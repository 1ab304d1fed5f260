#include "base/temp_dir.hpp"

#include <cstdlib>
#include <system_error>

namespace cordon::base {

Result<TempDir> TempDir::create(const std::filesystem::path& parent, std::string_view prefix) {
  std::string pattern = parent / (std::string{prefix} + "XXXXXX");
  if (::mkdtemp(pattern.data()) == nullptr) return fail_errno("make a temporary folder in " + parent.string());
  return TempDir{std::filesystem::path{pattern}};
}

TempDir::~TempDir() {
  std::error_code ignored;  // nothing can be done about it here; the next start sweeps the state folder
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace cordon::base
