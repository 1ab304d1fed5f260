#include "host/execution/artefact_store.hpp"

#include "base/syscall.hpp"
#include "host/execution/artefact_file.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>

namespace cordon::execution {
namespace {

constexpr const char* unfinished = "unfinished";
constexpr std::uint64_t block = 4096;
// More than the largest compile hands over (steps.cpp), with all that is around it.
constexpr std::size_t largest_file = 256UL << 20;

// The names in a folder of ours; what else there may be is none of ours.
Result<std::vector<std::string>> names_in(int folder) {
  const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (copy < 0) return fail_errno("open the artefact cache");
  const std::unique_ptr<DIR, int (*)(DIR*)> listing{::fdopendir(copy), ::closedir};
  if (!listing) {
    const auto failed = fail_errno("list the artefact cache");
    ::close(copy);
    return failed;
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(listing.get())) names.emplace_back(entry->d_name);
  return names;
}

}  // namespace

std::uint64_t ArtefactStore::on_disk(std::uint64_t size) { return (size + block - 1) / block * block; }

Result<ArtefactStore> ArtefactStore::open(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return fail_errno("make " + folder.string());
  UniqueFd opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
  if (!opened) return fail_errno("open " + folder.string());
  ::unlinkat(opened.get(), unfinished, 0);
  return ArtefactStore{std::move(opened)};
}

Result<std::vector<ArtefactStore::Entry>> ArtefactStore::entries() const {
  struct Dated {
    timespec written;
    Entry entry;
  };
  TRY(const auto names, names_in(folder_.get()));
  std::vector<Dated> dated;
  for (const std::string& name : names) {
    const auto key = artefact_key(name);
    struct stat status{};
    if (!key || ::fstatat(folder_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    dated.push_back({status.st_mtim, {*key, on_disk(static_cast<std::uint64_t>(status.st_size))}});
  }
  std::ranges::sort(dated, {}, [](const Dated& each) { return std::pair{each.written.tv_sec, each.written.tv_nsec}; });
  std::vector<Entry> entries;
  for (const Dated& each : dated) entries.push_back(each.entry);
  return entries;
}

ArtefactStore::Found ArtefactStore::read(const ArtefactKey& key) const {
  const UniqueFd file{
      ::openat(folder_.get(), to_text(key).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
  if (!file) return {.damaged = errno != ENOENT};
  struct stat status{};
  if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
      static_cast<std::uint64_t>(status.st_size) > largest_file)
    return {.damaged = true};
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t done = 0; done < content.size();) {
    const ssize_t n = base::retry(
        [&] { return ::pread(file.get(), &content[done], content.size() - done, static_cast<off_t>(done)); });
    if (n <= 0) return {.damaged = true};
    done += static_cast<std::size_t>(n);
  }
  auto compiled = decode_artefacts(key, content);
  if (!compiled) return {.damaged = true};
  return {.compiled = std::make_shared<const Compiled>(*std::move(compiled))};
}

Result<> ArtefactStore::write(const ArtefactKey& key, const Compiled& compiled) {
  const std::string content = encode_artefacts(key, compiled);
  const UniqueFd file{::openat(folder_.get(), unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)};
  if (!file) return fail_errno("make a file of the artefact cache");
  if (!base::write_all(file.get(), content) ||
      ::renameat(folder_.get(), unfinished, folder_.get(), to_text(key).c_str()) != 0) {
    const auto failed = fail_errno("write a file of the artefact cache");
    ::unlinkat(folder_.get(), unfinished, 0);
    return failed;
  }
  return {};
}

void ArtefactStore::remove(const ArtefactKey& key) { ::unlinkat(folder_.get(), to_text(key).c_str(), 0); }

}  // namespace cordon::execution
