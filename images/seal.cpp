#include "images/seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <vector>

#include "base/syscall.hpp"
#include "images/digest.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view linking_name = ".cordon-link";

class Sealer {
 public:
  Sealer(Tree& tree, UniqueFd pool) : tree_{tree}, pool_{std::move(pool)} {}

  Result<Sealed> run() {
    TRY_VOID(normalise(tree_.descriptor(), ".", 0755));
    hash_.add_field("d").add_field("").add_field("755");
    TRY_VOID(walk(tree_.descriptor(), [this](const Entry& entry) { return take(entry); }));
    sealed_.digest = std::move(hash_).finish_hex();
    return sealed_;
  }

 private:
  Result<bool> take(const Entry& entry) {
    if (S_ISLNK(entry.status.st_mode)) return link(entry);
    if (!S_ISDIR(entry.status.st_mode) && !S_ISREG(entry.status.st_mode))
      return fail(Errc::malformed_request,
                  fmt::format("\"/{}\" is a device, pipe or socket: an image has none", entry.path));
    const bool executable = (entry.status.st_mode & 0111) != 0;
    const mode_t mode = S_ISDIR(entry.status.st_mode) ? ((entry.status.st_mode & S_ISVTX) != 0 ? 01777 : 0755)
                                                      : (executable ? 0755 : 0644);
    TRY_VOID(own(entry));
    TRY_VOID(normalise(entry.parent, entry.name, mode));
    hash_.add_field(S_ISDIR(entry.status.st_mode) ? "d" : "f")
        .add_field(entry.path)
        .add_field(fmt::format("{:o}", mode));
    if (S_ISDIR(entry.status.st_mode)) return true;
    TRY(const std::string content, content_digest(entry));
    hash_.add_field(content);
    sealed_.files += 1;
    sealed_.bytes += static_cast<std::uint64_t>(entry.status.st_size);
    TRY_VOID(share(entry, fmt::format("{}-{:o}-{:x}", content, mode,
                                      entry.status.st_mtim.tv_sec * 1'000'000'000 + entry.status.st_mtim.tv_nsec)));
    return true;
  }

  Result<bool> link(const Entry& entry) {
    std::array<char, 4096> target{};
    const ssize_t size = ::readlinkat(entry.parent, entry.name.c_str(), target.data(), target.size());
    if (size < 0) return fail_errno(fmt::format("read the link \"{}\"", entry.path));
    TRY_VOID(own(entry));
    hash_.add_field("l").add_field(entry.path).add_field({target.data(), static_cast<std::size_t>(size)});
    return true;
  }

  static Result<> own(const Entry& entry) {
    if (::geteuid() != 0 || (entry.status.st_uid == 0 && entry.status.st_gid == 0)) return {};
    if (::fchownat(entry.parent, entry.name.c_str(), 0, 0, AT_SYMLINK_NOFOLLOW) != 0)
      return fail_errno(fmt::format("take over \"{}\"", entry.path));
    return {};
  }

  // Never called on a symbolic link, which fchmodat would follow.
  static Result<> normalise(int parent, const std::string& name, mode_t mode) {
    struct stat status{};
    if (::fstatat(parent, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && (status.st_mode & 07777) == mode)
      return {};
    if (::fchmodat(parent, name.c_str(), mode, 0) != 0) return fail_errno(fmt::format("set the mode of \"{}\"", name));
    return {};
  }

  Result<std::string> content_digest(const Entry& entry) {
    const UniqueFd file{::openat(entry.parent, entry.name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (!file) return fail_errno(fmt::format("open \"{}\"", entry.path));
    Sha256 hash;
    for (;;) {
      const ssize_t n = base::retry([&] { return ::read(file.get(), block_.data(), block_.size()); });
      if (n < 0) return fail_errno(fmt::format("read \"{}\"", entry.path));
      if (n == 0) return std::move(hash).finish_hex();
      hash.add({block_.data(), static_cast<std::size_t>(n)});
    }
  }

  // The time is part of a pooled file's name: HotSpot's archives remember the times of the files they were made from.
  Result<> share(const Entry& entry, const std::string& pooled) {
    struct stat there{};
    if (::fstatat(pool_.get(), pooled.c_str(), &there, AT_SYMLINK_NOFOLLOW) != 0) {
      sealed_.new_bytes += static_cast<std::uint64_t>(entry.status.st_size);
      // Another build may put the same file there now; and a file system without hard links, or with too many on
      // one file, costs room and nothing else.
      [[maybe_unused]] const int linked = ::linkat(entry.parent, entry.name.c_str(), pool_.get(), pooled.c_str(), 0);
      return {};
    }
    if (there.st_ino == entry.status.st_ino) return {};
    const std::string name{linking_name};
    if (::linkat(pool_.get(), pooled.c_str(), entry.parent, name.c_str(), 0) != 0) return {};
    if (::renameat(entry.parent, name.c_str(), entry.parent, entry.name.c_str()) != 0)
      return fail_errno(fmt::format("share \"{}\"", entry.path));
    return {};
  }

  Tree& tree_;
  UniqueFd pool_;
  Sha256 hash_;
  Sealed sealed_;
  std::vector<char> block_ = std::vector<char>(1 << 20);
};

// Adds a line unless one begins with the same name, or has the same number.
Result<> add_account(Tree& tree, const char* file, std::string_view name, std::string_view rest) {
  auto text = tree.read_file(file).value_or("");
  if (text.starts_with(fmt::format("{}:", name)) || text.find(fmt::format("\n{}:", name)) != std::string::npos)
    return {};
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return tree.write_file(file, text + fmt::format("{}:{}\n", name, rest), 0644);
}

}  // namespace

Result<> add_skeleton(Tree& tree) {
  for (const char* folder : {"proc", "dev", "tmp", "box", "sys", "run"}) TRY_VOID(tree.remove(folder));
  for (const char* folder : {"proc", "dev", "dev/shm", "tmp", "box", "run", "etc"})
    TRY_VOID(tree.make_folder(folder, 0755));
  TRY_VOID(add_account(tree, "etc/passwd", "root", "x:0:0:root:/root:/bin/sh"));
  TRY_VOID(add_account(tree, "etc/passwd", "sandbox", "x:1000:1000:sandbox:/box:/bin/sh"));
  TRY_VOID(add_account(tree, "etc/passwd", "nobody", "x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin"));
  TRY_VOID(add_account(tree, "etc/group", "root", "x:0:"));
  TRY_VOID(add_account(tree, "etc/group", "sandbox", "x:1000:"));
  TRY_VOID(add_account(tree, "etc/group", "nogroup", "x:65534:"));
  TRY_VOID(tree.write_file("etc/hostname", "sandbox\n", 0644));
  TRY_VOID(tree.write_file("etc/hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n", 0644));
  // Of a range that is nobody's (RFC 5737): looking a name up fails at once, because no route leads there, and
  // is counted like every other attempt to reach a network.
  TRY_VOID(tree.write_file("etc/resolv.conf", "nameserver 192.0.2.53\noptions timeout:1 attempts:1\n", 0644));
  return tree.write_file("etc/nsswitch.conf",
                         "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nnetworks: files\nprotocols: files\n"
                         "services: files\nethers: files\nrpc: files\n",
                         0644);
}

Result<Sealed> seal(Tree& tree, const fs::path& pool) {
  std::error_code error;
  fs::create_directories(pool, error);
  UniqueFd folder{::open(pool.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder) return fail_errno(fmt::format("open {}", pool.string()));
  return Sealer{tree, std::move(folder)}.run();
}

}  // namespace cordon::images
