#include "images/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include "base/syscall.hpp"
#include "images/digest.hpp"
#include "images/store.hpp"

namespace cordon::images {
namespace {

using Json = nlohmann::json;

constexpr std::size_t largest_json = 4 << 20;
constexpr int deepest_json = 32;
constexpr int deepest_index = 4;
constexpr int longest_link_chain = 8;

#if defined(__x86_64__)
constexpr std::string_view architecture = "amd64";
#elif defined(__aarch64__)
constexpr std::string_view architecture = "arm64";
#else
#error "which architecture do container images call this?"
#endif

tl::unexpected<Error> damaged(std::string_view file, std::string_view why) {
  return fail(Errc::malformed_request, fmt::format("the image in the archive is damaged: {} {}", file, why));
}

Result<Json> read_json(const Tree& archive, const std::string& path, const std::string& digest = {}) {
  if (!archive.has(path)) return damaged(path, "is not in the archive");
  TRY(const UniqueFd file, archive.open_file(path));
  TRY(const std::string text, base::read_file(fmt::format("/proc/self/fd/{}", file.get()), largest_json + 1));
  if (text.size() > largest_json) return damaged(path, "is too large");
  if (!digest.empty() && sha256_hex(text) != digest) return damaged(path, "is not what its digest says");
  bool too_deep = false;
  const auto watch_depth = [&](int depth, Json::parse_event_t, Json&) {
    too_deep |= depth > deepest_json;
    return !too_deep;
  };
  auto parsed = Json::parse(text, watch_depth, false);
  if (too_deep) return damaged(path, "is nested too deeply");
  if (parsed.is_discarded()) return damaged(path, "is not JSON");
  return parsed;
}

// The member of an object; null if there is none.
const Json& member(const Json& object, const char* key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

std::string text(const Json& object, const char* key) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string{};
}

Result<std::string> sha256_of(const Json& value, std::string_view file) {
  constexpr std::string_view algorithm = "sha256:";
  const std::string digest = value.is_string() ? value.get<std::string>() : std::string{};
  if (!digest.starts_with(algorithm) || !is_digest(std::string_view{digest}.substr(algorithm.size())))
    return damaged(file, "has a digest that is not \"sha256:\" and 64 hexadecimal digits");
  return digest.substr(algorithm.size());
}

std::string blob_path(std::string_view digest) { return fmt::format("blobs/sha256/{}", digest); }

std::string platform(const Json& object) {
  return fmt::format("{}/{}", text(object, "os"), text(object, "architecture"));
}

// The layers' own digests, and a check that the image is one for this machine.
Result<std::vector<std::string>> content_digests(const Json& config, std::string_view file, std::size_t layers) {
  const std::string wanted = fmt::format("linux/{}", architecture);
  if (const std::string is = platform(config); is != "/" && is != wanted)
    return fail(Errc::malformed_request, fmt::format("the image is for {}; this machine is {}", is, wanted));
  const Json& digests = member(member(config, "rootfs"), "diff_ids");
  if (!digests.is_array()) return damaged(file, "has no rootfs.diff_ids: this is no container image");
  if (digests.size() != layers)
    return damaged(file, fmt::format("has {} diff_ids for {} layers", digests.size(), layers));
  std::vector<std::string> result;
  for (const Json& digest : digests) {
    TRY(auto hex, sha256_of(digest, file));
    result.push_back(std::move(hex));
  }
  return result;
}

Result<> check_count(const Json& layers, std::string_view file, const UnpackLimits& limits) {
  if (!layers.is_array() || layers.empty()) return damaged(file, "has no layers");
  if (layers.size() > limits.layers) return damaged(file, fmt::format("has more than {} layers", limits.layers));
  return {};
}

Result<std::vector<Layer>> layers_of_manifest(const Tree& archive, const Json& manifest, const std::string& file,
                                              const UnpackLimits& limits) {
  const Json& descriptors = member(manifest, "layers");
  TRY_VOID(check_count(descriptors, file, limits));
  TRY(const auto config_digest, sha256_of(member(member(manifest, "config"), "digest"), file));
  TRY(const Json config, read_json(archive, blob_path(config_digest), config_digest));
  TRY(const auto contents, content_digests(config, blob_path(config_digest), descriptors.size()));
  std::vector<Layer> layers;
  for (const Json& descriptor : descriptors) {
    TRY(const auto digest, sha256_of(member(descriptor, "digest"), file));
    const Json& size = member(descriptor, "size");
    if (!size.is_number_unsigned()) return damaged(file, "has a layer whose size is no whole number");
    layers.push_back({blob_path(digest), digest, size.get<std::uint64_t>(), contents[layers.size()]});
  }
  return layers;
}

// The one image of an index for this machine. Signatures and other companions of an image are no images.
Result<Json> choose(const Json& index, const std::string& file) {
  const Json& descriptors = member(index, "manifests");
  if (!descriptors.is_array()) return damaged(file, "has no \"manifests\"");
  std::vector<Json> images;
  std::vector<Json> fitting;
  std::vector<std::string> told;
  for (const Json& descriptor : descriptors) {
    const Json& its = member(descriptor, "platform");
    if (text(its, "os") == "unknown" || !text(member(descriptor, "annotations"), "vnd.docker.reference.type").empty())
      continue;
    images.push_back(descriptor);
    if (told.size() < 8) told.push_back(its.is_object() ? platform(its) : text(descriptor, "digest"));
    if (text(its, "os") == "linux" && text(its, "architecture") == architecture) fitting.push_back(descriptor);
  }
  if (images.size() == 1) return images.front();
  if (fitting.size() == 1) return fitting.front();
  if (images.empty()) return damaged(file, "lists no image");
  return fail(Errc::malformed_request,
              fmt::format("the archive has {} images ({}), of which {} are for linux/{}: save one only", images.size(),
                          fmt::join(told, ", "), fitting.size(), architecture));
}

Result<std::vector<Layer>> layers_of_oci(const Tree& archive, const UnpackLimits& limits) {
  std::string file = "index.json";
  TRY(Json document, read_json(archive, file));
  for (int depth = 0; member(document, "layers").is_null(); ++depth) {
    if (depth == deepest_index) return damaged(file, "is an index in an index in an index");
    TRY(const Json descriptor, choose(document, file));
    TRY(const auto digest, sha256_of(member(descriptor, "digest"), file));
    file = blob_path(digest);
    TRY(document, read_json(archive, file, digest));
  }
  return layers_of_manifest(archive, document, file, limits);
}

// Older Dockers save a layer that two images share as a link from one to the other: followed by its text, within
// the archive.
Result<std::string> resolve(const Tree& archive, std::string path) {
  for (int hops = 0; hops < longest_link_chain; ++hops) {
    const auto target = archive.read_link(path);
    if (!target) return path;
    if (target->starts_with('/')) return damaged(path, "is a link that leads out of the archive");
    std::vector<std::string> parts;
    const std::size_t slash = path.rfind('/');
    std::string whole = (slash == std::string::npos ? "" : path.substr(0, slash + 1)) + *target;
    for (std::size_t begin = 0; begin <= whole.size();) {
      const std::size_t end = std::min(whole.find('/', begin), whole.size());
      std::string part = whole.substr(begin, end - begin);
      begin = end + 1;
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(std::move(part));
      } else if (parts.empty()) {
        return damaged(path, "is a link that leads out of the archive");
      } else {
        parts.pop_back();
      }
    }
    path = fmt::format("{}", fmt::join(parts, "/"));
  }
  return damaged(path, "is a link to a link to a link");
}

Result<std::string> named_file(const Json& value, std::string_view file) {
  auto path = value.is_string() ? normal_path(value.get<std::string>()) : Result<std::string>{std::string{}};
  if (!path || path->empty()) return damaged(file, "names a file that cannot be in the archive");
  return path;
}

Result<std::vector<Layer>> layers_of_docker(const Tree& archive, const UnpackLimits& limits) {
  const std::string file = "manifest.json";
  TRY(const Json manifest, read_json(archive, file));
  if (!manifest.is_array() || manifest.empty()) return damaged(file, "lists no image");
  if (manifest.size() > 1)
    return fail(Errc::malformed_request, fmt::format("the archive has {} images: save one only", manifest.size()));
  const Json& names = member(manifest.front(), "Layers");
  TRY_VOID(check_count(names, file, limits));
  TRY(const auto config_path, named_file(member(manifest.front(), "Config"), file));
  // The file is named by its digest, by all that write this format.
  const std::string config_name = config_path.substr(config_path.rfind('/') + 1);
  const std::string config_digest = config_name.substr(0, config_name.rfind(".json"));
  TRY(const Json config, read_json(archive, config_path, is_digest(config_digest) ? config_digest : ""));
  TRY(const auto contents, content_digests(config, config_path, names.size()));
  std::vector<Layer> layers;
  for (const Json& name : names) {
    TRY(auto path, named_file(name, file));
    TRY(path, resolve(archive, std::move(path)));
    layers.push_back({std::move(path), "", std::nullopt, contents[layers.size()]});
  }
  return layers;
}

}  // namespace

bool is_layered(const Tree& archive) {
  return archive.has("oci-layout") ||
         (!archive.has("usr") && !archive.has("bin") &&
          (archive.has("manifest.json") || (archive.has("index.json") && archive.has("blobs"))));
}

Result<std::vector<Layer>> layers_of(const Tree& archive, const UnpackLimits& limits) {
  return archive.has("index.json") ? layers_of_oci(archive, limits) : layers_of_docker(archive, limits);
}

}  // namespace cordon::images
