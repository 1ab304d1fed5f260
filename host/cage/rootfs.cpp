#include "host/cage/rootfs.hpp"

#include "base/protection.hpp"
#include "base/syscall.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

namespace cordon::cage {
namespace {

using base::check;
using base::enforced;
using base::Protection;

void make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) check(-1, "make " + path);
}

void bind_mount(const std::string& from, const std::string& to, unsigned long flags) {
  check(::mount(from.c_str(), to.c_str(), nullptr, MS_BIND | MS_REC, nullptr), "bind " + from);
  // The flags of a bind mount take effect in a second step only (mount(2)).
  if (flags != 0) check(::mount(nullptr, to.c_str(), nullptr, MS_BIND | MS_REMOUNT | flags, nullptr), "remount " + to);
}

bool mount_overlay(const std::string& lower, const std::string& target) {
  // The kernel wants two lower layers where there is no upper one. statfs(2) tells of the first: of ours, and not how
  // much room the host has where the images are.
  const std::string options = "lowerdir=/empty:" + lower;
  return ::mount("image", target.c_str(), "overlay", MS_RDONLY | MS_NOSUID | MS_NODEV, options.c_str()) == 0;
}

struct Device {
  const char* name;
  unsigned major_number, minor_number;
};
constexpr Device devices[] = {{"null", 1, 3}, {"zero", 1, 5}, {"full", 1, 7}, {"random", 1, 8}, {"urandom", 1, 9}};

void make_device(const Device& device, const std::string& path, bool own_devices) {
  if (own_devices) {
    check(::mknod(path.c_str(), S_IFCHR | 0666, makedev(device.major_number, device.minor_number)), "make " + path);
    check(::chmod(path.c_str(), 0666), "chmod " + path);
    return;
  }
  const UniqueFd file = base::check_fd(::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666), "make " + path);
  bind_mount(std::string{"/dev/"} + device.name, path, MS_NOSUID | MS_NOEXEC);
}

// /dev of every sandbox: five devices, the links that programs expect, and the place for /dev/shm.
void make_devices(const std::string& path, bool own_devices) {
  make_folder(path);
  check(::mount("cordon-dev", path.c_str(), "tmpfs", MS_NOSUID | MS_NOEXEC, "size=64k,nr_inodes=32,mode=0755"),
        "mount /dev");
  for (const Device& device : devices) make_device(device, path + '/' + device.name, own_devices);
  make_folder(path + "/shm");
  for (const auto& [name, target] : {std::pair{"fd", "/proc/self/fd"},
                                     {"stdin", "/proc/self/fd/0"},
                                     {"stdout", "/proc/self/fd/1"},
                                     {"stderr", "/proc/self/fd/2"}})
    check(::symlink(target, (path + '/' + name).c_str()), "link /dev");
  check(::mount(nullptr, path.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC, nullptr),
        "remount /dev");
}

}  // namespace

Roots::Roots(const std::string& store, const std::string& mount_point, bool own_devices)
    : host_namespace_{base::check_fd(::open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC), "open the mount namespace")} {
  check(::unshare(CLONE_NEWNS), "make a mount namespace");
  check(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make mounts private");
  check(::mount("cordon", mount_point.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=0755"),
        "mount " + mount_point);
  for (const char* folder : {"/store", "/images", "/proc", "/empty", "/trial"}) make_folder(mount_point + folder);
  bind_mount(store, mount_point + "/store", MS_RDONLY | MS_NOSUID | MS_NODEV);
  make_devices(mount_point + "/dev", own_devices);
  // The host's, because without root no other may be mounted; a sandbox's own one may, as long as this
  // one is there to be seen as a whole (mount_too_revealing() in the kernel).
  bind_mount("/proc", mount_point + "/proc", 0);
  check(::chdir(mount_point.c_str()), "enter " + mount_point);
  // The old root ends up on top of the new one and is taken away there (pivot_root(2), NOTES).
  check(::syscall(SYS_pivot_root, ".", "."), "pivot_root");
  check(::umount2(".", MNT_DETACH), "leave the host's mounts");
  check(::chdir("/"), "enter the new root");
  overlay_ = enforced(Protection::read_only_root) && mount_overlay("/images", "/trial");
  if (overlay_) ::umount("/trial");
}

const std::string& Roots::root_of(const std::string& digest) {
  if (const auto found = mounted_.find(digest); found != mounted_.end()) return found->second;
  const std::string source = "/store/" + digest + "/rootfs", target = "/images/" + digest;
  make_folder(target);
  // A bind mount says in mountinfo where on the host's file system its folder is; an overlay, of one layer,
  // says what it was told, which is a name in our own root. No copy, and no cost that could be measured.
  if (!overlay_)
    bind_mount(source, target, MS_RDONLY | MS_NOSUID | MS_NODEV);
  else if (!mount_overlay(source, target))
    check(-1, "mount the image");
  bind_mount("/dev", target + "/dev", 0);
  return mounted_.emplace(digest, target).first->second;
}

}  // namespace cordon::cage
