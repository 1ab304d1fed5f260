#include "images/builder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "base/syscall.hpp"
#include "images/assembly.hpp"
#include "images/digest.hpp"
#include "images/import.hpp"

namespace cordon::images {
namespace fs = std::filesystem;
namespace {

// Part of every recipe's digest: a builder that makes something else of the same recipe has another.
constexpr std::string_view builder_version = "2";
constexpr std::string_view imported = "import";
constexpr unsigned parallel_builds = 2;
constexpr std::size_t told_differences = 8;

struct Job {
  Recipe recipe;
  Resolved locked;
  std::string digest;
  std::optional<Result<Image>> outcome;
  Resolved made_of;
};

std::string first_few(std::vector<std::string> texts) {
  if (texts.size() > told_differences) {
    const std::size_t left_out = texts.size() - told_differences;
    texts.resize(told_differences);
    texts.push_back(fmt::format("{} more", left_out));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

void run_job(Job& job, const Store& store, Versions versions, const Progress& progress) {
  const auto started = std::chrono::steady_clock::now();
  const auto tell = [&](Event::Kind kind, std::string text) { progress({kind, job.recipe.name, std::move(text)}); };
  const auto build = [&]() -> Result<Image> {
    TRY(auto assembly, Assembly::begin(store));
    const Resolved none;
    TRY(job.made_of, assembly.follow(job.recipe, versions == Versions::newest ? none : job.locked,
                                     [&](const std::string& text) { tell(Event::Kind::phase, text); }));
    const auto different = job.locked.empty() ? std::vector<std::string>{} : differences(job.locked, job.made_of);
    if (!different.empty() && versions == Versions::locked)
      return fail(
          Errc::bad_configuration,
          fmt::format("the mirror does not have the locked versions ({}); `cordonctl images update {}` moves them",
                      first_few(different), job.recipe.name));
    if (!different.empty() && versions == Versions::locked_if_there)
      tell(Event::Kind::warning, fmt::format("not as locked: {}; `cordonctl images update {}` records it",
                                             first_few(different), job.recipe.name));
    if (versions == Versions::newest) job.digest = recipe_digest(job.recipe, job.made_of);
    return assembly.finish(store, job.recipe.name, job.digest, job.made_of);
  };
  job.outcome = build();
  if (!*job.outcome) return;
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  tell(Event::Kind::done, fmt::format("{} MB in {:.1f} s, {:.12}", job.outcome->value().bytes / 1'000'000, took,
                                      job.outcome->value().digest));
}

void run_jobs(std::vector<Job>& jobs, const Store& store, Versions versions, const Progress& progress) {
  std::mutex one_at_a_time;
  const Progress serial = [&](const Event& event) {
    const std::scoped_lock lock{one_at_a_time};
    if (progress) progress(event);
  };
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; (i = next++) < jobs.size();) run_job(jobs[i], store, versions, serial);
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < std::min<std::size_t>(parallel_builds, jobs.size()); ++i) workers.emplace_back(work);
}

bool up_to_date(const Store& store, const Job& job) {
  const auto image = store.find(job.recipe.name);
  return image && (image->recipe_digest == job.digest || image->recipe_digest == imported) && fs::exists(image->rootfs);
}

}  // namespace

std::string recipe_digest(const Recipe& recipe, const Resolved& locked) {
  Sha256 hash;
  hash.add_field(builder_version).add_field(recipe.canonical()).add_field(locked.canonical());
  return std::move(hash).finish_hex();
}

Result<Builder> Builder::open(Store store, Progress progress) {
  const fs::path path = store.folder() / "lock";
  UniqueFd lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644)};
  if (!lock) return fail_errno(fmt::format("open {} (who builds images must own their store)", path.string()));
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (progress) progress({Event::Kind::phase, "", "another builder is at work here: waiting for it"});
    if (base::retry([&] { return ::flock(lock.get(), LOCK_EX); }) != 0) return fail_errno("lock the store");
  }
  Builder builder{std::move(store), std::move(progress), std::move(lock)};
  TRY_VOID(builder.sweep());
  return builder;
}

Result<> Builder::sweep() const {
  const UniqueFd folder{::open(store_.folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder) return fail_errno(fmt::format("open {}", store_.folder().string()));
  return walk(folder.get(), [&](const Entry& entry) -> Result<bool> {
    if (!entry.name.starts_with(building_prefix)) return false;
    // What a builder that was killed had started may take a moment to end.
    auto removed = remove_below(entry.parent, entry.name);
    for (int attempt = 0; !removed && attempt < 20; ++attempt) {
      std::this_thread::sleep_for(milliseconds{100});
      removed = remove_below(entry.parent, entry.name);
    }
    if (!removed) return tl::unexpected{removed.error()};
    return false;
  });
}

Result<std::vector<Image>> Builder::ensure(std::span<const std::string> names, const BuildOptions& options) {
  std::vector<std::string> wanted{names.begin(), names.end()};
  if (wanted.empty()) {
    TRY(wanted, recipe_names(options.recipes));
  }
  TRY(auto lock, read_lock_file(options.recipes / "lock.yaml"));
  std::vector<Job> jobs;
  for (const auto& name : wanted) {
    TRY(auto recipe, load_recipe(options.recipes, name));
    if (recipe.is_abstract)
      return fail(Errc::bad_configuration, fmt::format("\"{}\" is only the base of other recipes", name));
    Job job{.recipe = std::move(recipe), .locked = lock[name], .digest = {}, .outcome = {}, .made_of = {}};
    job.digest = recipe_digest(job.recipe, job.locked);
    if (options.rebuild == Rebuild::always || options.versions == Versions::newest || !up_to_date(store_, job))
      jobs.push_back(std::move(job));
  }
  run_jobs(jobs, store_, options.versions, progress_);

  std::vector<std::string> failures;
  for (const auto& job : jobs) {
    if (!*job.outcome)
      failures.push_back(fmt::format("{}: {}", job.recipe.name, job.outcome->error().message));
    else
      lock[job.recipe.name] = job.made_of;
  }
  if (options.versions == Versions::newest && failures.size() < jobs.size())
    TRY_VOID(write_lock_file(options.recipes / "lock.yaml", lock));
  if (!failures.empty()) return fail(Errc::unavailable, fmt::format("{}", fmt::join(failures, "\n")));
  std::vector<Image> images;
  for (const auto& name : wanted) {
    TRY(auto image, store_.find(name));
    images.push_back(std::move(image));
  }
  return images;
}

Result<Image> Builder::import_archive(std::string_view name, const fs::path& archive, const UnpackLimits& limits) {
  if (!is_image_name(name))
    return fail(Errc::bad_configuration,
                fmt::format("\"{}\" cannot be an image's name: use a-z, 0-9, '.', '_', '-'", name));
  TRY(auto assembly, Assembly::begin(store_));
  if (progress_) progress_({Event::Kind::phase, std::string{name}, fmt::format("unpacking {}", archive.string())});
  TRY_VOID(import_tree(archive, assembly, limits));
  TRY_VOID(add_skeleton(assembly.tree()));
  if (progress_) progress_({Event::Kind::phase, std::string{name}, "sealing"});
  TRY(auto image, assembly.finish(store_, name, imported, {}));
  if (progress_)
    progress_(
        {Event::Kind::done, std::string{name}, fmt::format("{} MB, {:.12}", image.bytes / 1'000'000, image.digest)});
  return image;
}

Result<GarbageReport> Builder::collect_garbage() {
  GarbageReport report;
  std::set<std::string> named;
  for (const auto& image : store_.list()) named.insert(image.digest);
  const UniqueFd folder{::open(store_.folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder) return fail_errno(fmt::format("open {}", store_.folder().string()));
  TRY_VOID(walk(folder.get(), [&](const Entry& entry) -> Result<bool> {
    if (!is_digest(entry.name) || named.contains(entry.name)) return false;
    const UniqueFd image{::openat(entry.parent, entry.name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!image) return false;
    if (::flock(image.get(), LOCK_EX | LOCK_NB) != 0) {
      report.in_use.push_back(entry.name);
      return false;
    }
    // Renamed first: whoever opens it now sees that it is going, and an interruption leaves no half image.
    const std::string going = fmt::format("{}{}", building_prefix, entry.name);
    if (::renameat(entry.parent, entry.name.c_str(), entry.parent, going.c_str()) != 0)
      return fail_errno(fmt::format("remove the image {}", entry.name));
    TRY_VOID(remove_below(entry.parent, going));
    report.removed.push_back(entry.name);
    return false;
  }));
  const UniqueFd pool{::open(store_.files_folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!pool) return report;
  TRY_VOID(walk(pool.get(), [&](const Entry& entry) -> Result<bool> {
    if (entry.status.st_nlink > 1) return false;
    report.freed_bytes += static_cast<std::uint64_t>(entry.status.st_size);
    TRY_VOID(remove_below(entry.parent, entry.name));
    return false;
  }));
  return report;
}

}  // namespace cordon::images
