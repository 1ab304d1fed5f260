// A JVM that has started, preloaded (LD_PRELOAD) into the image's own `java`. It is started with what is the same in
// the commands of all submissions ("java -Xmx184m -cp out"), makes its virtual machine, warms it up, and waits. When
// the whole command is there ("java -Xmx184m -cp out Main a b") it goes on as java would: what java does between the
// two, and after them, is done here in the same order (JavaMain() in java.c of JDK 25), by the same methods of the
// library, from the same thread. So a program finds the stack, the thread and the end that it would find there.

#include "guest/parked/jni.hpp"
#include "guest/parked/parked.hpp"
#include "guest/parked/warm_up.hpp"

#include <dlfcn.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern char** environ;

namespace cordon::parked {
namespace {

using jni::Environment;
using jni::Machine;
using jni::Object;
using jni::Value;

std::vector<std::string> words(char* const* list) {
  std::vector<std::string> result;
  for (; *list != nullptr; ++list) result.emplace_back(*list);
  return result;
}

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "cordon: no virtual machine can wait here: %s\n", why.c_str());
  ::_exit(1);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Of options with a value of their own java has more than are known here: one of those is started by java itself.
Command parse(const std::vector<std::string>& argv) {
  Command command;
  std::size_t i = 1;
  for (; i < argv.size() && command.main.empty(); ++i) {
    const std::string& word = argv[i];
    const bool has_value = i + 1 < argv.size();
    if (is_one_of(word, {"-cp", "-classpath", "--class-path"}) && has_value) {
      command.options.push_back("-Djava.class.path=" + argv[++i]);
    } else if (is_one_of(word, {"-m", "--module"}) && has_value) {
      command.main = argv[++i];
      command.is_module = true;
      command.options.push_back("-Djdk.module.main=" + command.main.substr(0, command.main.find('/')));
    } else if (word.starts_with("-X") || word.starts_with("-D")) {
      command.options.push_back(word);
    } else if (word.starts_with('-') || word.starts_with('@')) {
      give_up("it does not know " + word);
    } else {
      command.main = word;
    }
  }
  command.arguments.assign(argv.begin() + static_cast<std::ptrdiff_t>(i), argv.end());
  return command;
}

// Whether something is a folder or an archive is looked at when the machine starts; the folder with the program comes
// with the program.
std::vector<std::string> make_class_path(const std::vector<std::string>& options) {
  constexpr std::string_view name = "-Djava.class.path=";
  std::vector<std::string> made;
  for (const std::string& option : options) {
    if (!option.starts_with(name)) continue;
    for (std::size_t at = name.size(); at < option.size();) {
      const std::string entry = option.substr(at, option.find(':', at) - at);
      if (!entry.ends_with(".jar") && ::mkdir(entry.c_str(), 0755) == 0) made.push_back(entry);
      at += entry.size() + 1;
    }
  }
  return made;
}

struct Start {
  std::vector<std::string> argv, environment;
  Command command;
};

Environment* create(const std::vector<std::string>& options, Machine*& machine) {
  // libjli.so, from which java comes, is in a folder beside it.
  Dl_info library{};
  void* const launch = ::dlsym(RTLD_NEXT, "JLI_Launch");
  if (launch == nullptr || ::dladdr(launch, &library) == 0) give_up("this is no java");
  const std::string path = library.dli_fname;
  void* const jvm = ::dlopen((path.substr(0, path.rfind('/')) + "/server/libjvm.so").c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (jvm == nullptr) give_up(::dlerror());
  auto* const make = reinterpret_cast<jni::CreateMachine*>(::dlsym(jvm, "JNI_CreateJavaVM"));
  if (make == nullptr) give_up("libjvm.so makes none");
  std::vector<jni::Option> list;
  for (const std::string& option : options) list.push_back({const_cast<char*>(option.c_str()), nullptr});
  jni::StartArguments arguments{jni::version, static_cast<std::int32_t>(list.size()), list.data(), 0};
  Environment* environment = nullptr;
  if (make(&machine, &environment, &arguments) != 0) give_up("it does not start");
  return environment;
}

// What java makes of a word of its command line.
Object platform_text(Environment& java, Object helper, const std::string& word) {
  const jni::Method make = java.static_method(helper, "makePlatformString", "(Z[B)Ljava/lang/String;");
  const Value arguments[] = {{.z = 1}, {.l = java.bytes(word.data(), word.size())}};
  return make == nullptr ? nullptr : java.call_static_object(helper, make, arguments);
}

// jcmd and others show it; java sets it before the machine is made.
void set_command(Environment& java, Object helper, const Command& command) {
  std::string text = command.main;
  for (const std::string& word : command.arguments) text += ' ' + word;
  const Object system = java.find_class("java/lang/System");
  const jni::Method set =
      java.static_method(system, "setProperty", "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;");
  const Value arguments[] = {{.l = java.text("sun.java.command")}, {.l = platform_text(java, helper, text)}};
  java.call_static_object(system, set, arguments);
}

constexpr int by_class = 1, by_module = 3;  // LauncherHelper.LM_CLASS, LM_MODULE

// The status to exit with. Each step that fails leaves an exception, which is told by what comes after.
int run_main(Environment& java, const Command& command) {
  const auto failed = [&] {
    if (java.failed()) java.describe_exception();
    return 1;
  };
  const Object helper = java.find_class("sun/launcher/LauncherHelper");
  if (helper == nullptr) return failed();
  const jni::Method load = java.static_method(helper, "checkAndLoadMain", "(ZILjava/lang/String;)Ljava/lang/Class;");
  if (load == nullptr) return failed();
  const Value what[] = {
      {.z = 1}, {.i = command.is_module ? by_module : by_class}, {.l = platform_text(java, helper, command.main)}};
  const Object main = java.call_static_object(helper, load, what);
  if (main == nullptr) return failed();
  const Object arguments = java.array(command.arguments.size(), java.find_class("java/lang/String"));
  for (std::size_t i = 0; i < command.arguments.size(); ++i)
    java.set(arguments, i, platform_text(java, helper, command.arguments[i]));
  if (java.failed()) return failed();
  const jni::Field is_static = java.static_field(helper, "isStaticMain", "Z");
  const jni::Field no_arguments = java.static_field(helper, "noArgMain", "Z");
  if (is_static == nullptr || no_arguments == nullptr) return failed();
  const char* const signature = java.static_boolean(helper, no_arguments) ? "()V" : "([Ljava/lang/String;)V";
  const Value given[] = {{.l = arguments}};
  if (java.static_boolean(helper, is_static)) {
    const jni::Method method = java.static_method(main, "main", signature);
    if (method == nullptr) return failed();
    java.call_static_void(main, method, given);
  } else {
    const jni::Method constructor = java.method(main, "<init>", "()V");
    const Object object = constructor == nullptr ? nullptr : java.new_object(main, constructor);
    const jni::Method method = object == nullptr ? nullptr : java.method(main, "main", signature);
    if (method == nullptr) return failed();
    java.call_void(object, method, given);
  }
  return java.failed() ? 1 : 0;  // detaching tells it, and calls handlers of uncaught exceptions
}

void* java_main(void* given) {
  const Start& start = *static_cast<const Start*>(given);
  Machine* machine = nullptr;
  const std::vector<std::string> folders = make_class_path(start.command.options);
  Environment* const java = create(start.command.options, machine);
  for (const std::string& folder : folders) ::rmdir(folder.c_str());  // to be made in its turn
  warm_up(*machine, *java, start.command);
  const protocol::Run run = wait_for_program();
  const bool as_started = run.argv.size() >= start.argv.size() &&
                          std::equal(start.argv.begin(), start.argv.end(), run.argv.begin()) &&
                          run.environment == start.environment;
  if (!as_started) execute(run);
  become(run);
  const Command command = parse(run.argv);
  set_command(*java, java->find_class("sun/launcher/LauncherHelper"), command);
  std::intptr_t status = run_main(*java, command);
  if (!machine->detach()) status = 1;
  machine->destroy();
  return reinterpret_cast<void*>(status);
}

// As java does it, of a number with a unit.
std::size_t stack_size(const std::vector<std::string>& options) {
  std::size_t size = 0;
  for (const std::string& option : options) {
    if (!option.starts_with("-Xss")) continue;
    char* unit = nullptr;
    size = std::strtoull(option.c_str() + 4, &unit, 10);
    size <<= *unit == 'g' || *unit == 'G'   ? 30
             : *unit == 'm' || *unit == 'M' ? 20
             : *unit == 'k' || *unit == 'K' ? 10
                                            : 0;
  }
  return size == 0 ? std::size_t{1} << 20 : size;
}

}  // namespace
}  // namespace cordon::parked

// What main() of java calls, with its command line.
extern "C" __attribute__((visibility("default"))) int JLI_Launch(int, char** argv, ...) {
  using namespace cordon::parked;
  set_aside();
  Start start{words(argv), words(environ), {}};
  start.command = parse(start.argv);
  start.command.options.push_back("-Dsun.java.launcher=SUN_STANDARD");
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setguardsize(&attributes, 0);
  ::pthread_attr_setstacksize(&attributes, stack_size(start.command.options));
  pthread_t thread{};
  void* status = nullptr;
  if (::pthread_create(&thread, &attributes, java_main, &start) != 0) give_up("it cannot start a thread");
  ::pthread_join(thread, &status);
  return static_cast<int>(reinterpret_cast<std::intptr_t>(status));
}
