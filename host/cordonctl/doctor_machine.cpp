#include "base/syscall.hpp"
#include "host/cordonctl/client.hpp"
#include "host/cordonctl/doctor.hpp"
#include "host/cordonctl/manifests.hpp"
#include "host/cordonctl/own_server.hpp"
#include "images/store.hpp"

#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <set>
#include <thread>

namespace cordon::cordonctl {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t wanted_disk = 4ULL << 30, wanted_memory = 2ULL << 30;
constexpr rlim_t wanted_descriptors = 4096;

std::string gigabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = bytes * 10 / 1'000'000'000;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " GB";
}

Check programs() {
  std::string missing;
  std::error_code error;
  for (const char* program : {"cordon-cage", "cordon-agent", "cordond"})
    if (!fs::exists(program_folder() / program, error)) missing += std::string{missing.empty() ? "" : ", "} + program;
  if (missing.empty()) return {.name = "programs", .why = "all are in " + program_folder().string()};
  return {"programs", State::failure, missing + " not found in " + program_folder().string(),
          "build or install Cordon: make build"};
}

// The folder, or the nearest above it that exists.
fs::path existing(fs::path folder) {
  std::error_code error;
  folder = fs::absolute(folder, error);
  while (!fs::exists(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

Check disk(const fs::path& state_dir) {
  struct statvfs facts{};
  const fs::path place = existing(state_dir);
  if (::statvfs(place.c_str(), &facts) != 0)
    return {"disk", State::warning, place.string() + " cannot be looked at", "choose another folder with STATE_DIR"};
  const std::uint64_t free_bytes = std::uint64_t{facts.f_bavail} * facts.f_frsize;
  const std::string why = gigabytes(free_bytes) + " free for " + state_dir.string();
  if (::access(place.c_str(), W_OK) != 0)
    return {"disk", State::warning, why + ", which this account may not write",
            "start as its owner, or choose another folder with STATE_DIR"};
  if (free_bytes >= wanted_disk && (facts.f_files == 0 || facts.f_favail >= 200'000))
    return {.name = "disk", .why = why};
  return {"disk", State::warning, why + "; building all images takes 4 GB and 200,000 files",
          "make room, or choose another folder with STATE_DIR"};
}

Check images_there(const DoctorOptions& options) {
  const auto manifests = read_manifests(options.languages);
  if (!manifests)
    return {"images", State::warning, manifests.error().message, "name the folder with --languages or LANGUAGES_PATH"};
  std::error_code error;
  const fs::path folder = options.state_dir / "images";
  const bool any = fs::is_directory(folder, error);  // opening a store would make it
  std::set<std::string> missing;
  std::string ready, bad;
  for (const ReadManifest& manifest : *manifests) {
    const languages::Language& language = manifest.language;
    if (!manifest.problems.empty())
      bad += (bad.empty() ? "" : ", ") + manifest.path.filename().string();
    else if (const auto store = any ? images::Store::open(folder) : fail(Errc::not_found, "");
             store && store->find(language.image))
      ready += (ready.empty() ? "" : " ") + language.id;
    else
      missing.insert(language.image);
  }
  if (!bad.empty())
    return {"images", State::warning, "manifests that cannot be read: " + bad, "cordonctl language check"};
  if (missing.empty()) return {.name = "images", .why = "there for " + ready};
  std::string names;
  for (const std::string& image : missing) names += ' ' + image;
  return {"images", State::warning, "missing:" + names + (ready.empty() ? "" : "; there for " + ready),
          "cordonctl images build" + (ready.empty() ? "" : names)};
}

Check port(const std::string& text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return {"port", State::warning, "\"" + text + "\" is no port", "set PORT to a number from 1 to 65535"};
  const UniqueFd socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  const int on = 1;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(number);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return {.name = "port", .why = text + " is free"};
  if (errno == EACCES) return {"port", State::warning, text + " is only for root", "choose one above 1023 with PORT"};
  const auto reply = Client{Url{.host = "127.0.0.1", .port = text}}.get("/health", seconds{2});
  const auto health = reply ? nlohmann::json::parse(reply->body, nullptr, false) : nlohmann::json();
  if (health.is_object() && health.value("service", "") == "code-execution-service")
    return {.name = "port", .why = text + " is taken by a Cordon server that is " + health.value("status", "running")};
  return {"port", State::warning, text + " is taken by another program", "choose another with PORT"};
}

Check descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const std::string why = std::to_string(limit.rlim_cur) + " open files";
  if (limit.rlim_cur >= wanted_descriptors) return {.name = "descriptors", .why = why};
  return {"descriptors", State::warning, why + ": too few for 2,048 connections and their sandboxes",
          "ulimit -n 65536 before the start; in a service LimitNOFILE=65536"};
}

Check memory() {
  struct sysinfo facts{};
  ::sysinfo(&facts);
  const std::uint64_t total = std::uint64_t{facts.totalram} * facts.mem_unit;
  const std::string why =
      gigabytes(total) + " of memory, " + std::to_string(std::thread::hardware_concurrency()) + " processors";
  if (total >= wanted_memory) return {.name = "machine", .why = why};
  return {"machine", State::warning, why + "; a compile step alone may take 1 GiB", "use a machine with 2 GB or more"};
}

Check clock() {
  timespec resolution{};
  const bool fine =
      ::clock_getres(CLOCK_MONOTONIC, &resolution) == 0 && resolution.tv_sec == 0 && resolution.tv_nsec <= 1'000'000;
  const auto now = std::chrono::system_clock::now();
  const bool plausible = now >= std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};
  if (!plausible)
    return {"clock", State::warning, "it is set to a time before 2025: certificates and logs will be wrong",
            "sudo timedatectl set-ntp true"};
  if (!fine)
    return {"clock", State::warning, "it is coarser than a millisecond, and so are time limits",
            "boot without highres=off and nohz=off"};
  const std::string source = first_line_of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  return {.name = "clock", .why = "plausible and fine-grained" + (source.empty() ? "" : ", from " + source)};
}

}  // namespace

Checks check_machine(const DoctorOptions& options) {
  return {programs(), images_there(options), disk(options.state_dir), memory(), port(options.port), descriptors(),
          clock()};
}

}  // namespace cordon::cordonctl
