// The zygote of Node.js 24: an addon (N-API) that the image's own node loads when it has started, just before the
// program's first line (zygote.cjs in plugins/javascript). Whatever node does from there on it does as always.
//
// Nothing is linked against node: what is declared here is found in the executable.

#include "guest/zygotes/descriptors.hpp"
#include "guest/zygotes/node_members.hpp"
#include "guest/zygotes/threads.hpp"
#include "guest/zygotes/zygote.hpp"
#include "guest/agent/start.hpp"

#include "base/syscall.hpp"
#include "host/cage/birth.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

// node_api.h and uv.h.
using napi_env = struct napi_env__*;
using napi_value = struct napi_value__*;
using napi_callback_info = struct napi_callback_info__*;
using uv_loop_t = struct uv_loop_s;
extern "C" {
using napi_callback = napi_value (*)(napi_env, napi_callback_info);
int napi_create_function(napi_env, const char*, std::size_t, napi_callback, void*, napi_value*);
int napi_create_object(napi_env, napi_value*);
int napi_create_array(napi_env, napi_value*);
int napi_create_uint32(napi_env, std::uint32_t, napi_value*);
int napi_create_string_utf8(napi_env, const char*, std::size_t, napi_value*);
int napi_set_element(napi_env, napi_value, std::uint32_t, napi_value);
int napi_set_named_property(napi_env, napi_value, const char*, napi_value);
int napi_get_cb_info(napi_env, napi_callback_info, std::size_t*, napi_value*, napi_value*, void**);
int napi_get_value_double(napi_env, napi_value, double*);
int napi_get_typedarray_info(napi_env, napi_value, int*, std::size_t*, void**, napi_value*, std::size_t*);
int napi_add_env_cleanup_hook(napi_env, void (*)(void*), void*);
int napi_get_uv_event_loop(napi_env, uv_loop_t**);
void uv_update_time(uv_loop_t*);
void uv_library_shutdown();
}

namespace {

using cordon::protocol::Run;
namespace node = cordon::zygotes::node;

// What we were started with, and no program is: this option and those after it, and a variable.
constexpr std::string_view first_own_option = "--disable-sigusr1";
constexpr std::string_view heap_option = "--max-old-space-size=";
constexpr std::string_view own_variable = "CORDON_ZYGOTE=";

std::vector<std::string> read_words(const char* path) {
  const auto text = cordon::base::read_file(path);
  if (!text) throw std::system_error{EIO, std::generic_category(), path};
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text->size(); at += words.back().size() + 1) words.emplace_back(text->c_str() + at);
  return words;
}

// V8 keeps its heap out of children, because most programs that fork execute another.
void let_children_have_memory() {
  std::FILE* maps = std::fopen("/proc/self/maps", "re");
  if (maps == nullptr) throw std::system_error{errno, std::generic_category(), "look at the memory"};
  char line[1024];
  unsigned long begin = 0, end = 0;
  char shared = 0;
  bool sound = true;
  while (std::fgets(line, sizeof line, maps) != nullptr) {
    if (std::sscanf(line, "%lx-%lx %*c%*c%*c%c", &begin, &end, &shared) != 3) continue;
    if (std::strstr(line, "[v") != nullptr) continue;  // the kernel's: vvar, vdso, vsyscall
    sound &= shared == 'p';
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DOFORK);
  }
  std::fclose(maps);
  if (!sound) throw std::system_error{ENOTSUP, std::generic_category(), "share memory with children"};
}

// Variables that node, V8 or the C library looked at when they started, or may have.
bool read_at_start(std::string_view variable) {
  for (const std::string_view prefix : {"NODE", "UV_", "V8", "ICU", "OPENSSL", "SSL_", "LD_", "LC_", "LANG", "MALLOC_",
                                        "GLIBC_", "TZ", "HOME=", "FORCE_COLOR", "NO_COLOR"})
    if (variable.starts_with(prefix)) return true;
  return false;
}

struct Start {
  std::vector<std::string> argv, environment;  // of the program that our start was the start of
  std::vector<std::string> own_options;        // beside those
  std::string file;                            // of that program

  // Of the heap, in MiB.
  static std::uint64_t heap_of(const std::vector<std::string>& words) {
    for (const std::string& word : words)
      if (word.starts_with(heap_option)) return std::strtoull(word.c_str() + heap_option.size(), nullptr, 10);
    return 0;
  }

  // But for the size of the heap.
  [[nodiscard]] bool same(const Run& run) const {
    const auto equal = [](const std::string& a, const std::string& b) {
      return a == b || (a.starts_with(heap_option) && b.starts_with(heap_option));
    };
    // The options before the file's name, which may be another.
    if (run.argv.size() <= argv.size() || !std::equal(argv.begin(), argv.end(), run.argv.begin(), equal)) return false;
    if (run.argv[argv.size()].starts_with('-')) return false;
    const auto all_in = [](const std::vector<std::string>& these, const std::vector<std::string>& those) {
      return std::all_of(these.begin(), these.end(), [&](const std::string& variable) {
        return !read_at_start(variable) || std::find(those.begin(), those.end(), variable) != those.end();
      });
    };
    return all_in(environment, run.environment) && all_in(run.environment, environment);
  }
};

Start own_start() {
  Start start{.argv = read_words("/proc/self/cmdline"), .environment = read_words("/proc/self/environ")};
  start.file = start.argv.back();
  start.argv.pop_back();
  const auto own = std::find(start.argv.begin(), start.argv.end(), first_own_option);
  start.own_options.assign(own, start.argv.end());
  start.argv.erase(own, start.argv.end());
  std::erase_if(start.environment, [](const std::string& variable) { return variable.starts_with(own_variable); });
  return start;
}

// TypeScript runs what its compile step has made of it (images/node.yaml, typescript.mjs).
std::vector<cordon::protocol::Put> rehearsal_files(const std::string& file) {
  const std::string source = "console.log('text', 1, { a: [1] });\n";
  if (file.ends_with(".js")) return {{.path = file, .data = source}};
  return {{.path = file, .data = source},
          {.path = ".javascript/" + file.substr(0, file.rfind('.')) + ".js",
           .data = source + "//# sourceMappingURL=data:application/json;base64,"
                            "eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbIi4uL21haW4udHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEifQ==\n"}};
}

void set_environment(const std::vector<std::string>& variables) {
  ::clearenv();
  for (const std::string& variable : variables)
    if (const std::size_t equals = variable.find('='); equals != std::string::npos)
      ::setenv(variable.substr(0, equals).c_str(), variable.c_str() + equals + 1, 1);
}

// As node does when it starts.
void open_as_many_files_as_allowed() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::uint64_t now_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(now.tv_nsec);
}

// When a program is over node frees what it has, piece by piece: half of the time that a short one takes. Its process
// is about to go with all that.
class End {
 public:
  // `fields`: of process, where node keeps its exit code: whether it is exiting, the code, whether there is one.
  void come_at(napi_env env, napi_value fields) {
    void* data = nullptr;
    napi_get_typedarray_info(env, fields, nullptr, nullptr, &data, nullptr, nullptr);
    fields_ = static_cast<const std::int32_t*>(data);
    if (fields_ == nullptr) throw std::system_error{ENOSYS, std::generic_category(), "find the exit code"};
    // process.exit(), and errors that nobody catches.
    node::named<void(void*, std::function<void(void*, int)>&&)>(
        "_ZN4node21SetProcessExitHandlerEPNS_11EnvironmentEOSt8functionIFvS1_iEE")(
        node::environment(), [](void*, int code) {
          ::uv_library_shutdown();  // what has been asked for of files is done first
          ::_exit(code);
        });
    // When there is nothing left to do.
    napi_add_env_cleanup_hook(env, [](void* end) { static_cast<const End*>(end)->now(); }, this);
  }

 private:
  void now() const { ::_exit(fields_[2] != 0 ? fields_[1] : 0); }

  const std::int32_t* fields_ = nullptr;
};

napi_value text(napi_env env, const std::string& value) {
  napi_value result = nullptr;
  napi_create_string_utf8(env, value.data(), value.size(), &result);
  return result;
}

napi_value list(napi_env env, const std::vector<std::string>& values, std::size_t from) {
  napi_value result = nullptr;
  napi_create_array(env, &result);
  for (std::size_t i = from; i < values.size(); ++i)
    napi_set_element(env, result, static_cast<std::uint32_t>(i - from), text(env, values[i]));
  return result;
}

napi_value number(napi_env env, std::uint32_t value) {
  napi_value result = nullptr;
  napi_create_uint32(env, value, &result);
  return result;
}

[[noreturn]] void fail(const std::system_error& error) {
  std::fprintf(stderr, "cordon: this node cannot wait for programs: %s\n", error.what());
  ::_exit(1);
}

Run run;
Start start;
std::optional<node::Heap> heap;

std::vector<std::string> run_options() {
  return {run.argv.begin() + 1, run.argv.begin() + static_cast<std::ptrdiff_t>(start.argv.size())};
}

// Its arguments are what performance.now() counts from, and what has the exit code. Returns in the child, with what the
// program gets to see.
napi_value serve(napi_env env, napi_callback_info info) {
  static End end;
  std::size_t count = 2;
  napi_value arguments[2] = {};
  double origin_ns = 0;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  napi_get_value_double(env, arguments[0], &origin_ns);
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  try {
    const node::Origin origin{static_cast<std::uint64_t>(origin_ns)};
    std::vector<std::string> all_options{start.argv.begin() + 1, start.argv.end()};
    all_options.insert(all_options.end(), start.own_options.begin(), start.own_options.end());
    const node::Options options{all_options};
    const node::Generator generator;
    end.come_at(env, arguments[1]);
    cordon::zygotes::park_threads();
    cordon::zygotes::note_descriptors();
    let_children_have_memory();
    Run rehearsal{.argv = start.argv, .environment = start.environment};
    rehearsal.argv.push_back(start.file);
    run = cordon::zygotes::serve({.after_fork_in_child = cordon::zygotes::renew_descriptors,
                                  .keeps_descriptors = true,
                                  .rehearsal = rehearsal,
                                  .rehearsal_files = rehearsal_files(start.file)});
    const std::uint64_t wanted_heap = Start::heap_of(run.argv);
    if (!start.same(run) || !heap->can_become(wanted_heap)) cordon::agent::execute(run);
    if (run.start_nothing) cordon::zygotes::start_nothing();
    cordon::zygotes::revive_threads();
    origin.move_to(now_ns());
    generator.reseed();
    heap->become(wanted_heap);
    options.become(run_options());
  } catch (const std::system_error& error) {
    fail(error);
  }
  open_as_many_files_as_allowed();
  set_environment(run.environment);
  uv_update_time(loop);
  napi_value result = nullptr;
  napi_create_object(env, &result);
  napi_set_named_property(env, result, "options", list(env, run_options(), 0));
  napi_set_named_property(env, result, "words", list(env, run.argv, start.argv.size()));
  napi_set_named_property(env, result, "pid", number(env, static_cast<std::uint32_t>(::getpid())));
  return result;
}

// node's own way to its internals, which the program's side of it has no name for.
napi_value internals() {
  using NewFunction = node::Local(node::Local, void*, node::Local, int, int, int);
  void* const binding =
      node::named<void>("_ZN4node7binding18GetInternalBindingERKN2v820FunctionCallbackInfoINS1_5ValueEEE");
  auto* const make = node::named<NewFunction>(
      "_ZN2v88Function3NewENS_5LocalINS_7ContextEEEPFvRKNS_20FunctionCallbackInfoINS_5ValueEEEENS1_IS5_EEiNS_"
      "19ConstructorBehaviorENS_14SideEffectTypeE");
  return static_cast<napi_value>(make(node::current_context(), binding, nullptr, 0, 0, 0));
}

// Standard output leads nowhere until there is a child, which has its own.
napi_value mute(napi_env, napi_callback_info) {
  ::dup2(cordon::cage::zygote_place::reserved, STDOUT_FILENO);
  return nullptr;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  try {
    start = own_start();
    heap.emplace(Start::heap_of(start.argv));
    napi_set_named_property(env, exports, "internalBinding", internals());
  } catch (const std::system_error& error) {
    fail(error);
  }
  for (const auto& [name, function] : {std::pair{"serve", &serve}, {"mute", &mute}}) {
    napi_value made = nullptr;
    napi_create_function(env, name, std::strlen(name), function, nullptr, &made);
    napi_set_named_property(env, exports, name, made);
  }
  return exports;
}
