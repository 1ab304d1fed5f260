#include "images/layers.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/syscall.hpp"
#include "images/archive_reader.hpp"
#include "images/digest.hpp"
#include "images/layout.hpp"
#include "images/unpack.hpp"
#include "images/whiteout.hpp"

namespace cordon::images {
namespace {

tl::unexpected<Error> damaged(const Layer& layer, std::string_view why) {
  return fail(Errc::malformed_request,
              fmt::format("the image in the archive is damaged: the layer {} {}", layer.path, why));
}

Result<> rewind(int file) {
  if (::lseek(file, 0, SEEK_SET) != 0) return fail_errno("read a layer again");
  return {};
}

Result<std::string> digest_of(int file) {
  std::vector<char> block(1 << 20);
  Sha256 hash;
  for (;;) {
    const ssize_t n = base::retry([&] { return ::read(file, block.data(), block.size()); });
    if (n < 0) return fail_errno("read a layer");
    if (n == 0) return std::move(hash).finish_hex();
    hash.add({block.data(), static_cast<std::size_t>(n)});
  }
}

Result<> check_file(const Layer& layer, int file) {
  struct stat status{};
  if (::fstat(file, &status) != 0) return fail_errno("look at a layer");
  if (layer.size && *layer.size != static_cast<std::uint64_t>(status.st_size))
    return damaged(layer, fmt::format("has {} bytes, and should have {}", status.st_size, *layer.size));
  if (layer.digest.empty()) return {};
  TRY(const std::string digest, digest_of(file));
  if (digest != layer.digest) return damaged(layer, "is not what its digest says");
  return rewind(file);
}

// Into a file without a name: it goes with its descriptor. `so_far` counts what all layers have brought.
Result<UniqueFd> decompress(const Layer& layer, int compressed, const Tree& scratch, const UnpackLimits& limits,
                            std::uint64_t& so_far) {
  UniqueFd plain{::openat(scratch.descriptor(), ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)};
  if (!plain) return fail_errno("make a temporary file");
  Sha256 hash;
  TRY(auto reader, ArchiveReader::open(compressed, ArchiveReader::Content::compressed, limits));
  TRY(const archive_entry* entry, reader.next());
  if (entry != nullptr)
    TRY_VOID(reader.data(layer.path, [&](std::string_view block, std::uint64_t) -> Result<> {
      so_far += block.size();
      if (so_far > limits.total.count)
        return refuse(layer.path, fmt::format("brings the archive above {} MiB", limits.total.count >> 20));
      hash.add(block);
      if (!base::write_all(plain.get(), block)) return fail_errno("decompress a layer");
      return {};
    }));
  if (std::move(hash).finish_hex() != layer.content_digest)
    return damaged(layer, "holds something else than its diff_id says");
  TRY_VOID(rewind(plain.get()));
  return plain;
}

}  // namespace

Result<> unpack_layers(const Tree& archive, const Tree& scratch, Tree& into, const UnpackLimits& limits) {
  TRY(const auto layers, layers_of(archive, limits));
  Unpacked so_far;
  std::uint64_t decompressed = 0;
  for (const Layer& layer : layers) {
    if (!archive.has(layer.path)) return damaged(layer, "is not in the archive");
    TRY(const UniqueFd file, archive.open_file(layer.path));
    TRY_VOID(check_file(layer, file.get()));
    TRY(const UniqueFd plain, decompress(layer, file.get(), scratch, limits, decompressed));
    TRY_VOID(apply_whiteouts(plain.get(), into, limits));
    TRY_VOID(rewind(plain.get()));
    TRY_VOID(unpack_on_top(plain.get(), into, limits, so_far));
  }
  return {};
}

}  // namespace cordon::images
