#include "host/languages/worker_main.hpp"

#include "base/syscall.hpp"
#include "host/confinement/sanitized.hpp"
#include "host/languages/confinement.hpp"
#include "host/languages/last_words.hpp"
#include "host/languages/messages.hpp"
#include "host/languages/plugin.hpp"
#include "host/languages/rules/checker.hpp"
#include "host/languages/text.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <utility>

namespace cordon::languages {
namespace {

// The one socket. Whoever hangs up, the worker has nothing left to do: then every call throws Closed.
class Channel {
 public:
  struct Closed {};

  explicit Channel(int socket) : socket_{socket} {}

  Message receive() const {
    const auto header = parse_header(read_exactly(frame_header), max_request);
    if (!header) throw Closed{};
    return {header->kind, read_exactly(header->length)};
  }

  void send(Kind kind, std::string_view body) const {
    const std::string data = frame(kind, body);
    std::string_view rest = data;
    while (!rest.empty()) {
      const ssize_t n = base::retry([&] { return ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL); });
      if (n < 0) throw Closed{};
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
  }

 private:
  std::string read_exactly(std::size_t size) const {
    std::string data(size, '\0');
    for (std::size_t have = 0; have < size;) {
      const ssize_t n = base::retry([&] { return ::recv(socket_, data.data() + have, size - have, 0); });
      if (n <= 0) throw Closed{};
      have += static_cast<std::size_t>(n);
    }
    return data;
  }

  int socket_;
};

// Well before the server gives up on us (Worker::Options::hook_time).
constexpr milliseconds check_patience{confinement::sanitized ? 9'000 : 900};

Preparation too_complicated() {
  return {.remarks = {{.severity = Severity::error,
                       .rule = "max_nodes",
                       .message = "the source takes too much time or memory to read; make it smaller or simpler"}}};
}

class Server {
 public:
  explicit Server(int socket) : channel_{socket}, socket_{socket} {}

  void serve() {
    const Message first = channel_.receive();
    const auto request = first.kind == Kind::load ? decode<LoadRequest>(first.body) : std::nullopt;
    if (!request) return;
    const Trust trust{.owners = {request->trusted_owners.begin(), request->trusted_owners.end()}};
    for (const LoadRequest::Item& item : request->items) channel_.send(Kind::loaded, encode(load(item, trust)));
    confine_system_calls();
    channel_.send(Kind::ready, {});
    for (;;) answer(channel_.receive());
  }

 private:
  Loaded load(const LoadRequest::Item& item, const Trust& trust) {
    log_lines_ = 0;
    Loaded loaded{.language = item.language};
    auto checker = rules::Checker::make(item.rules);
    if (!checker) {
      loaded.refusal = checker.error().message;
      return loaded;
    }
    checkers_.insert_or_assign(item.language, *std::move(checker));
    if (item.plugin_path.empty()) return loaded;
    const auto entry = load_plugin(item.plugin_path, trust);
    if (!entry) {
      loaded.refusal = entry.error().message;
      return loaded;
    }
    auto language = PluginLanguage::create(
        **entry, item.language, item.config,
        [this, id = item.language](Severity severity, std::string_view line) { log(severity, id, line); });
    if (!language) {
      loaded.refusal = language.error().message;
      return loaded;
    }
    loaded.capabilities = (*language)->capabilities();
    languages_.insert_or_assign(item.language, *std::move(language));
    return loaded;
  }

  void answer(const Message& message) {
    log_lines_ = 0;
    if (message.kind == Kind::prepare) {
      if (const auto request = decode<PrepareRequest>(message.body); request && checkers_.contains(request->language))
        return answer(Kind::prepared, prepare(*request));
    } else if (message.kind == Kind::diagnose) {
      const auto request = decode<DiagnoseRequest>(message.body);
      if (PluginLanguage* language = request ? find(request->language) : nullptr)
        return answer(Kind::diagnosed, language->diagnose(request->step, request->output));
    }
    channel_.send(Kind::failed, "the worker was asked for something that it does not have");
  }

  // What the rules refuse, the plugin is not shown.
  Result<Preparation> prepare(const PrepareRequest& request) {
    Preparation preparation;
    if (!request.profile.empty()) {
      const LastWords refusal{socket_, frame(Kind::last_prepared, encode(too_complicated())), check_patience};
      std::vector<rules::Source> sources;
      for (const SourceFile& file : request.files) sources.push_back({file.path, file.content});
      for (rules::Remark& remark : checkers_.at(request.language).check(request.profile, sources))
        preparation.remarks.push_back({Severity::error, remark.file, remark.line, remark.column, std::move(remark.rule),
                                       std::move(remark.message)});
      if (!preparation.remarks.empty()) return preparation;
    }
    PluginLanguage* language = find(request.language);
    if (language == nullptr || !language->capabilities().source) return preparation;
    return language->prepare(request.files);
  }

  template <class T>
  void answer(Kind kind, const Result<T>& result) {
    if (result)
      channel_.send(kind, encode(*result));
    else
      channel_.send(Kind::failed, result.error().message);
  }

  PluginLanguage* find(const std::string& language) {
    const auto found = languages_.find(language);
    return found == languages_.end() ? nullptr : found->second.get();
  }

  // Called by plugins, so nothing may leave it. A hook that writes a line for every line it reads must
  // not fill the log.
  void log(Severity severity, const std::string& language, std::string_view line) noexcept {
    if (++log_lines_ > max_log_lines) return;
    try {
      channel_.send(Kind::log, encode(LogLine{severity, language, printable(line, max_message)}));
    } catch (const Channel::Closed&) {
      ::_exit(0);
    }
  }

  Channel channel_;
  int socket_;
  std::map<std::string, std::unique_ptr<PluginLanguage>> languages_;  // that have a plugin
  std::map<std::string, rules::Checker> checkers_;
  std::size_t log_lines_ = 0;
};

}  // namespace

int worker_main(int socket) {
  int status = 0;
  try {
    confine_process();
    base::check(base::close_range(static_cast<unsigned>(socket) + 1, ~0U), "close what was inherited");
    Server{socket}.serve();
  } catch (const Channel::Closed&) {
    // The host hung up: that is how a worker ends.
  } catch (const std::exception& e) {
    std::fprintf(stderr, "language worker: %s\n", e.what());
    status = 1;
  }
  // Without static destructors: those of plugins have no one to report to.
  ::_exit(status);
}

}  // namespace cordon::languages
