#include "guest/parked/warm_up.hpp"

#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdlib>
#include <cstring>

namespace cordon::parked {
namespace {

using jni::Environment;
using jni::Machine;
using jni::Object;
using jni::Value;

constexpr const char* folder = "/tmp/cordon";
constexpr const char* program = "/usr/lib/cordon/Train.java";  // of the image
constexpr const char* compiler = "jdk.compiler/com.sun.tools.javac.Main";

void remove_folder() {
  ::nftw(
      folder, [](const char* path, const struct stat*, int, FTW*) { return ::remove(path); }, 8, FTW_DEPTH | FTW_PHYS);
}

Object text_array(Environment& java, const std::vector<std::string>& words) {
  const Object array = java.array(words.size(), java.find_class("java/lang/String"));
  for (std::size_t i = 0; i < words.size(); ++i) java.set(array, i, java.text(words[i].c_str()));
  return array;
}

// Compiles with the options of the command, but to another place, and what is said of it is heard by nobody. Once: the
// second time would gain little, and costs as much memory.
void compile(Environment& java, const Command& command) {
  const Object type = java.find_class("com/sun/tools/javac/Main");
  if (type == nullptr || ::access(program, R_OK) != 0) return;
  const jni::Method method = java.static_method(type, "compile", "([Ljava/lang/String;Ljava/io/PrintWriter;)I");
  const Object buffer_type = java.find_class("java/io/StringWriter"),
               writer_type = java.find_class("java/io/PrintWriter");
  if (method == nullptr || buffer_type == nullptr || writer_type == nullptr) return;
  const Value buffer[] = {{.l = java.new_object(buffer_type, java.method(buffer_type, "<init>", "()V"))}};
  const Object writer = java.new_object(writer_type, java.method(writer_type, "<init>", "(Ljava/io/Writer;)V"), buffer);
  std::vector<std::string> words = command.arguments;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "-d") words[i + 1] = folder;
  words.push_back(program);
  ::mkdir(folder, 0700);
  const Value arguments[] = {{.l = text_array(java, words)}, {.l = writer}};
  java.call_static_int(type, method, arguments);
  remove_folder();
}

// What programs begin with, as far as it takes long the first time: their class, numbers that are printed, numbers that
// are read.
void use_library(Environment& java) {
  java.find_class("sun/launcher/LauncherHelper");
  const Object text = java.find_class("java/lang/String"), number = java.find_class("java/lang/Double");
  const jni::Method format =
      java.static_method(text, "format", "(Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;");
  const jni::Method parse = java.static_method(number, "valueOf", "(Ljava/lang/String;)Ljava/lang/Double;");
  if (format == nullptr || parse == nullptr) return;
  const Value digits[] = {{.l = java.text("1.5")}};
  const Object given = java.array(1, java.find_class("java/lang/Object"));
  java.set(given, 0, java.call_static_object(number, parse, digits));
  const Value arguments[] = {{.l = java.text("%.2f")}, {.l = given}};
  java.call_static_object(text, format, arguments);

  const Object type = java.find_class("java/util/Scanner");
  const jni::Method make = java.method(type, "<init>", "(Ljava/lang/String;)V");
  const jni::Method next = java.method(type, "nextInt", "()I");
  if (make == nullptr || next == nullptr) return;
  const Value words[] = {{.l = java.text("1 2")}};
  java.call_int(java.new_object(type, make, words), next);
}

void collect(Environment& java) {
  const Object system = java.find_class("java/lang/System");
  java.call_static_void(system, java.static_method(system, "gc", "()V"), nullptr);
}

// Threads are numbered, and programs show the numbers. Ours is gone before they see any, and its number is given to the
// next; unless others were started meanwhile.
class ThreadNumbers {
 public:
  explicit ThreadNumbers(Environment& java) : java_{java}, type_{java.find_class("java/lang/Thread")} {
    const jni::Method method = java.static_method(type_, "getNextThreadIdOffset", "()J");
    list_ = java.static_method(type_, "getThreads", "()[Ljava/lang/Thread;");
    if (method != nullptr) next_ = reinterpret_cast<std::int64_t*>(java.call_static_long(type_, method, nullptr));
    java.clear_exception();
    if (next_ == nullptr || list_ == nullptr) return;
    before_ = *next_;
    alive_ = count();
  }

  void restore() {
    if (next_ != nullptr && list_ != nullptr && count() == alive_) *next_ = before_;
  }

 private:
  std::int32_t count() { return java_.length(java_.call_static_object(type_, list_, nullptr)); }

  Environment& java_;
  Object type_;
  jni::Method list_ = nullptr;
  std::int64_t* next_ = nullptr;
  std::int64_t before_ = 0;
  std::int32_t alive_ = 0;
};

struct Work {
  Machine& machine;
  const Command& command;
};

void* work(void* given) {
  const Work& work = *static_cast<const Work*>(given);
  char name[] = "cordon";
  jni::AttachArguments arguments{jni::version, name, nullptr};
  Environment* java = nullptr;
  if (!work.machine.attach(java, arguments)) return nullptr;
  if (work.command.main == compiler)
    compile(*java, work.command);
  else
    use_library(*java);
  java->clear_exception();
  collect(*java);
  work.machine.detach();
  return nullptr;
}

}  // namespace

void warm_up(Machine& machine, Environment& java, const Command& command) {
  java.open_frame();
  ThreadNumbers numbers{java};
  Work given{machine, command};
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setstacksize(&attributes, std::size_t{8} << 20);
  pthread_t thread{};
  if (::pthread_create(&thread, &attributes, work, &given) == 0) ::pthread_join(thread, nullptr);
  numbers.restore();
  java.close_frame();
}

}  // namespace cordon::parked
