#include "host/sandbox/namespaces/backend.hpp"

#include "host/sandbox/namespaces/cage_link.hpp"
#include "host/sandbox/namespaces/counters.hpp"
#include "host/sandbox/processors.hpp"

namespace cordon::sandbox::namespaces {
namespace {

// A program that is given less than anything needs is told so by the kernel, as all others are.
std::uint64_t memory_of(const Limits& limits) { return std::max(limits.memory.count, cage::least_memory); }

class NamespaceSandbox final : public Sandbox {
 public:
  NamespaceSandbox(std::shared_ptr<CageLink> cage, asio::any_io_executor executor, CageLink::Created created,
                   cage::CgroupVersion cgroup, std::shared_ptr<Processors> processors)
      : cage_{std::move(cage)},
        id_{created.sandbox},
        agent_{std::move(executor), std::move(created.stream)},
        counters_{cgroup, std::move(created.cgroups)},
        processors_{std::move(processors)} {}
  ~NamespaceSandbox() override { kill(); }

  AgentChannel& agent() override { return agent_; }
  [[nodiscard]] Counters counters() const override { return counters_.read(); }
  [[nodiscard]] microseconds cpu_time() const override { return counters_.cpu_time(); }
  [[nodiscard]] bool counts() const override { return counters_.counts(); }
  [[nodiscard]] std::uint64_t memory_peak(std::uint64_t known) const override { return counters_.memory_peak(known); }
  std::vector<std::uint16_t> occupy_processors(std::uint32_t cpu_percent) override {
    if (share_.list().empty()) share_ = processors_->take(cpu_percent);
    return share_.list();
  }
  Task<Result<>> limit(const Limits& limits) override {
    return cage_->limit({.sandbox = id_,
                         .memory = memory_of(limits),
                         .processes = limits.processes,
                         .cpu_percent = limits.cpu_percent});
  }
  void kill() override {
    if (!std::exchange(killed_, true)) cage_->destroy(id_);
  }

 private:
  std::shared_ptr<CageLink> cage_;
  std::uint32_t id_;
  AgentChannel agent_;
  CgroupCounters counters_;
  std::shared_ptr<Processors> processors_;
  Processors::Share share_;
  bool killed_ = false;
};

cage::Runtime runtime_named(std::string_view name) {
  if (name == "python") return cage::Runtime::python;
  if (name == "javascript") return cage::Runtime::javascript;
  return name == "typescript" ? cage::Runtime::typescript : cage::Runtime::none;
}

class NamespaceBackend final : public Backend {
 public:
  NamespaceBackend(asio::any_io_executor executor, std::shared_ptr<CageLink> cage, const std::vector<cage::Fact>& facts)
      : executor_{std::move(executor)}, cage_{std::move(cage)}, cgroup_{facts.front().cgroup}, zygotes_{facts.front().zygotes != 0} {
    for (const cage::Fact& fact : facts)
      facts_.push_back({.name = std::string{cage::text_of(fact.name)},
                        .in_force = fact.in_force != 0,
                        .why = std::string{cage::text_of(fact.why)},
                        .fix = std::string{cage::text_of(fact.fix)}});
  }

  Task<Result<std::unique_ptr<Sandbox>>> create(Spec spec) override {
    if (spec.image.size() != cage::digest_length) co_return fail(Errc::unavailable, "the image is not there");
    cage::CreateMessage message{.memory = memory_of(spec.limits),
                                .work_folder = spec.limits.work_folder.count,
                                .work_files = spec.limits.work_files,
                                .processes = spec.limits.processes,
                                .cpu_percent = spec.limits.cpu_percent,
                                .profile = spec.compile ? cage::Profile::compile : cage::Profile::run,
                                .runtime = runtime_named(spec.zygote),
                                .background = spec.parked ? 1U : 0U};
    std::memcpy(message.image, spec.image.data(), spec.image.size());
    CO_TRY(auto created, co_await cage_->create(message));
    co_return std::make_unique<NamespaceSandbox>(cage_, executor_, std::move(created), cgroup_, processors_);
  }

  [[nodiscard]] std::string_view method() const override { return "namespaces"; }
  [[nodiscard]] bool has_zygote(std::string_view name) const override {
    return runtime_named(name) != cage::Runtime::none && zygotes_;
  }
  [[nodiscard]] const std::vector<Fact>& facts() const override { return facts_; }

 private:
  asio::any_io_executor executor_;
  std::shared_ptr<CageLink> cage_;
  cage::CgroupVersion cgroup_;
  bool zygotes_;
  std::shared_ptr<Processors> processors_ = std::make_shared<Processors>();
  std::vector<Fact> facts_;
};

}  // namespace

Result<std::unique_ptr<Backend>> connect(asio::any_io_executor executor, UniqueFd channel,
                                         std::function<void()> on_lost) {
  auto cage = std::make_shared<CageLink>(executor, std::move(channel), std::move(on_lost));
  TRY(const auto facts, cage->read_facts());
  cage->start();
  return std::make_unique<NamespaceBackend>(executor, std::move(cage), facts);
}

}  // namespace cordon::sandbox::namespaces
