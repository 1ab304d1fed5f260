// The zygote of CPython 3.8 and later, preloaded (LD_PRELOAD) into the image's own interpreter: whichever that is, it
// is started, configured and run by its own code, and nothing is linked against it.
//
// main() of `python3 main.py` is configure, initialise, run, end. Where it would run there is no submission yet, and
// that is where we fork; a child goes on as if it had been started just now.

#include "base/unique_fd.hpp"
#include "guest/zygotes/python_end.hpp"
#include "guest/zygotes/zygote.hpp"
#include "guest/agent/start.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

namespace {

using cordon::protocol::Run;
using Object = struct PyObject;  // opaque: the interpreter's

// As CPython's Include/cpython/initconfig.h has it. PyConfig, which differs between versions, is only handed on.
struct Status {
  int type;
  const char *function, *message;
  int exit_code;
};
struct alignas(16) Config {
  std::array<char, 16384> room;
};

const std::string work_folder = "/box/";
constexpr int whole_file = 257;  // Py_file_input

template <class F>
F* python(const char* name) {
  void* found = ::dlsym(RTLD_DEFAULT, name);
  if (found == nullptr) {
    std::fprintf(stderr, "cordon: this interpreter has no %s\n", name);
    ::_exit(1);
  }
  return reinterpret_cast<F*>(found);
}

// What programs import, as far as it is there; reading it is most of a short program's time. None of these starts
// threads or looks at the machine.
constexpr const char* preloaded[] = {
    "abc",         "array",    "bisect",    "calendar",    "collections", "collections.abc", "contextlib", "copy",
    "dataclasses", "datetime", "decimal",   "enum",        "fractions",   "functools",       "heapq",      "io",
    "itertools",   "json",     "math",      "numbers",     "operator",    "os",              "queue",      "random",
    "re",          "signal",   "statistics", "string",     "struct",      "sys",             "textwrap",   "threading",
    "time",        "traceback", "typing",   "unicodedata", "warnings",    "weakref"};

std::vector<std::string> words(char* const* list) {
  std::vector<std::string> result;
  for (; *list != nullptr; ++list) result.emplace_back(*list);
  return result;
}

void initialise(int argc, char** argv) {
  static Config config;
  python<void(Config*)>("PyConfig_InitPythonConfig")(&config);
  const Status set = python<Status(Config*, long, char* const*)>("PyConfig_SetBytesArgv")(&config, argc, argv);
  const Status ready = set.type == 0 ? python<Status(const Config*)>("Py_InitializeFromConfig")(&config) : set;
  if (ready.type != 0) {
    std::fprintf(stderr, "cordon: the interpreter does not start: %s\n", ready.message != nullptr ? ready.message : "?");
    ::_exit(1);
  }
  python<void(Config*)>("PyConfig_Clear")(&config);
}

void call_method(const char* module_name, const char* method) {
  Object* module = python<Object*(const char*)>("PyImport_ImportModule")(module_name);
  if (module != nullptr) python<Object*(Object*, const char*, const char*, ...)>("PyObject_CallMethod")(module, method, nullptr);
  python<void()>("PyErr_Clear")();
}

Object* end_function = nullptr;

void prepare_end() {
  Object* scope = python<Object*()>("PyDict_New")();
  python<int(Object*, const char*, Object*)>("PyDict_SetItemString")(scope, "__builtins__",
                                                                     python<Object*()>("PyEval_GetBuiltins")());
  python<Object*(const char*, int, Object*, Object*)>("PyRun_String")(cordon::zygotes::end_of_program, whole_file, scope, scope);
  end_function = python<Object*(Object*, const char*)>("PyDict_GetItemString")(scope, "end");
  if (end_function != nullptr) return;
  python<void()>("PyErr_Print")();
  ::_exit(1);
}

void preload() {
  for (const char* module : preloaded)
    if (python<Object*(const char*)>("PyImport_ImportModule")(module) == nullptr) python<void()>("PyErr_Clear")();
  prepare_end();
  python<long()>("PyGC_Collect")();
  call_method("gc", "freeze");  // a collection in a child would touch, and so copy, every object that there is
}

constexpr const char* rehearsal = "import sys\nfor line in sys.stdin: pass\nprint(f'{1:d}', [2.5, {'a': None}])\n";

// Variables that the interpreter, or its C library, looked at when it started.
bool read_at_start(std::string_view variable) {
  for (const std::string_view prefix : {"PYTHON", "LD_", "LC_", "LANG", "LANGUAGE", "MALLOC_", "GLIBC_", "TZ", "PATH"})
    if (variable.starts_with(prefix)) return true;
  return false;
}

// Whether our interpreter is what this program would have started.
bool same_start(const Run& run, const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  if (run.argv.size() < argv.size() || !std::equal(argv.begin(), argv.end(), run.argv.begin())) return false;
  const auto all_in = [](const std::vector<std::string>& these, const std::vector<std::string>& those) {
    for (const std::string& variable : these)
      if (read_at_start(variable) && std::find(those.begin(), those.end(), variable) == those.end()) return false;
    return true;
  };
  return all_in(environment, run.environment) && all_in(run.environment, environment);
}

void set_list(const char* name, const std::vector<std::string>& values, std::size_t from) {
  Object* list = python<Object*(long)>("PyList_New")(0);
  for (std::size_t i = from; i < values.size(); ++i) {
    Object* word = python<Object*(const char*)>("PyUnicode_DecodeFSDefault")(values[i].c_str());
    python<int(Object*, Object*)>("PyList_Append")(list, word);
    python<void(Object*)>("Py_DecRef")(word);
  }
  python<int(const char*, Object*)>("PySys_SetObject")(name, list);
  python<void(Object*)>("Py_DecRef")(list);
}

// os.environ is a copy of what was there when `os` was imported.
void set_environment(const Run& run) {
  Object* os = python<Object*(const char*)>("PyImport_ImportModule")("os");
  Object* environment = python<Object*(Object*, const char*)>("PyObject_GetAttrString")(os, "environ");
  python<Object*(Object*, const char*, const char*, ...)>("PyObject_CallMethod")(environment, "clear", nullptr);
  for (const std::string& variable : run.environment) {
    const std::size_t equals = variable.find('=');
    python<Object*(Object*, const char*, const char*, ...)>("PyObject_CallMethod")(
        environment, "__setitem__", "NN",
        python<Object*(const char*, long)>("PyUnicode_DecodeFSDefaultAndSize")(variable.data(), static_cast<long>(equals)),
        python<Object*(const char*)>("PyUnicode_DecodeFSDefault")(variable.c_str() + equals + 1));
  }
  python<void()>("PyErr_Clear")();
}

// What `python3 FILE` would take for something else than source: a compiled module, or an archive.
bool is_source(const std::string& path) {
  std::string text(1 << 16, '\0');
  const cordon::UniqueFd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  const off_t size = file ? ::lseek(file.get(), 0, SEEK_END) : -1;
  if (size < 0) return false;
  char first = 0;
  if (::pread(file.get(), &first, 1, 0) == 1 && first == '\xf3') return false;  // of every magic number since 3.11
  const ssize_t n = ::pread(file.get(), text.data(), text.size(), std::max<off_t>(size - (1 << 16), 0));
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return text.find("PK\5\6") == std::string::npos;
}

void set_text(Object* dictionary, const char* name, const std::string& text) {
  python<int(Object*, const char*, Object*)>("PyDict_SetItemString")(
      dictionary, name, python<Object*(const char*)>("PyUnicode_DecodeFSDefault")(text.c_str()));
}

// sys.exit(): None is 0, a number itself, anything else is printed and 1. The exception is taken.
int status_of_exit() {
  Object *type = nullptr, *value = nullptr, *trace = nullptr;
  python<void(Object**, Object**, Object**)>("PyErr_Fetch")(&type, &value, &trace);
  python<void(Object**, Object**, Object**)>("PyErr_NormalizeException")(&type, &value, &trace);
  Object* code = python<Object*(Object*, const char*)>("PyObject_GetAttrString")(value, "code");
  if (code == nullptr) {
    python<void()>("PyErr_Clear")();
    python<void(Object*)>("Py_IncRef")(code = value);
  }
  // What the exception holds, its frames among it, ends with the program.
  for (Object* object : {type, value, trace}) python<void(Object*)>("Py_DecRef")(object);
  if (code == python<Object>("_Py_NoneStruct")) return 0;
  if (python<int(Object*, Object*)>("PyObject_IsInstance")(code, python<Object>("PyLong_Type")) != 0)
    return static_cast<int>(python<long(Object*)>("PyLong_AsLong")(code));
  Object* errors = python<Object*(const char*)>("PySys_GetObject")("stderr");
  constexpr int as_text = 1;  // Py_PRINT_RAW
  if (errors != nullptr) python<int(Object*, Object*, int)>("PyFile_WriteObject")(code, errors, as_text);
  python<void(const char*, ...)>("PySys_WriteStderr")("\n");
  return 1;
}

// The program's own module, as new as the program: the collector passes over what was there at the fork (gc.freeze),
// and so over cycles through it. Its dictionary.
Object* renew_main_module() {
  const auto dictionary_of = python<Object*(Object*)>("PyModule_GetDict");
  Object* before = dictionary_of(python<Object*(const char*)>("PyImport_AddModule")("__main__"));
  Object* module = python<Object*(const char*)>("PyModule_New")("__main__");
  Object* scope = dictionary_of(module);
  python<void(Object*)>("PyDict_Clear")(scope);
  python<int(Object*, Object*)>("PyDict_Update")(scope, before);
  python<int(Object*, const char*, Object*)>("PyDict_SetItemString")(python<Object*()>("PyImport_GetModuleDict")(), "__main__",
                                                                     module);
  python<void(Object*)>("Py_DecRef")(module);
  return scope;
}

// `python3 FILE` from where it reads the file.
int run_file(const std::string& path) {
  Object* scope = renew_main_module();
  set_text(scope, "__file__", path);
  python<int(Object*, const char*, Object*)>("PyDict_SetItemString")(scope, "__cached__", python<Object>("_Py_NoneStruct"));
  Object* machinery = python<Object*(const char*)>("PyImport_ImportModule")("importlib.machinery");
  Object* loader = python<Object*(Object*, const char*, const char*, ...)>("PyObject_CallMethod")(
      machinery, "SourceFileLoader", "ss", "__main__", path.c_str());
  python<int(Object*, const char*, Object*)>("PyDict_SetItemString")(scope, "__loader__", loader);
  Object* folders = python<Object*(const char*)>("PySys_GetObject")("path");
  python<int(Object*, long, Object*)>("PyList_Insert")(
      folders, 0, python<Object*(const char*)>("PyUnicode_DecodeFSDefault")(path.substr(0, path.rfind('/')).c_str()));

  constexpr int close_it = 1;
  Object* result = python<Object*(std::FILE*, const char*, int, Object*, Object*, int, void*)>("PyRun_FileExFlags")(
      std::fopen(path.c_str(), "rb"), path.c_str(), whole_file, scope, scope, close_it, nullptr);
  const auto forget_file = [&] {
    for (const char* name : {"__file__", "__cached__"})
      if (python<int(Object*, const char*)>("PyDict_DelItemString")(scope, name) != 0) python<void()>("PyErr_Clear")();
  };
  if (result != nullptr) {
    forget_file();
    return 0;
  }
  if (python<int(Object*)>("PyErr_ExceptionMatches")(*python<Object*>("PyExc_SystemExit")) != 0) {
    const int status = status_of_exit();
    forget_file();
    return status;
  }
  const bool interrupted = python<int(Object*)>("PyErr_ExceptionMatches")(*python<Object*>("PyExc_KeyboardInterrupt")) != 0;
  python<void()>("PyErr_Print")();
  forget_file();
  return interrupted ? -SIGINT : 1;
}

[[noreturn]] void end(int status) {
  // Who traces the program is not to see our part of it.
  for (const char* name : {"PyEval_SetTrace", "PyEval_SetProfile"}) python<void(void*, Object*)>(name)(nullptr, nullptr);
  Object* failed = python<Object*(Object*, ...)>("PyObject_CallFunctionObjArgs")(end_function, nullptr);
  if (status >= 0 && failed == python<Object>("_Py_TrueStruct")) status = 120;
  if (status < 0) {  // as a program that did not catch it: its parent shall see the signal
    ::signal(-status, SIG_DFL);
    ::kill(::getpid(), -status);
  }
  std::exit(status);
}

int zygote_main(int argc, char** argv, char**) {
  ::unsetenv("LD_PRELOAD");
  const std::vector<std::string> own_argv = words(argv), own_environment = words(environ);
  initialise(argc, argv);
  preload();
  const Run run = cordon::zygotes::serve(
      {.before_fork = python<void()>("PyOS_BeforeFork"),
       .after_fork_in_parent = python<void()>("PyOS_AfterFork_Parent"),
       .after_fork_in_child = python<void()>("PyOS_AfterFork_Child"),
       .rehearsal = {.argv = own_argv, .environment = own_environment},
       .rehearsal_files = {{.path = own_argv.back(), .data = rehearsal}}});
  const std::string path = work_folder + own_argv.back();
  if (!same_start(run, own_argv, own_environment) || !is_source(path)) cordon::agent::execute(run);
  if (run.start_nothing) cordon::zygotes::start_nothing();
  set_list("argv", run.argv, 1);
  set_list("orig_argv", run.argv, 0);
  if (run.environment != own_environment) set_environment(run);
  end(run_file(path));
}

}  // namespace

// The C library's start of every program, called with its main().
extern "C" __attribute__((visibility("default"))) int __libc_start_main(int (*)(int, char**, char**), int argc,
                                                                        char** argv, void (*init)(), void (*fini)(),
                                                                        void (*end)(), void* stack_end) {
  using Start = int(int (*)(int, char**, char**), int, char**, void (*)(), void (*)(), void (*)(), void*);
  auto* real = reinterpret_cast<Start*>(::dlsym(RTLD_NEXT, "__libc_start_main"));
  return real(zygote_main, argc, argv, init, fini, end, stack_end);
}
