// As much of the Java Native Interface as a launcher needs. Its tables of functions are the same in every JVM, and a
// function's place in them never changes (JNI specification, chapters 4 and 5), so no JDK is needed to build this.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cordon::parked::jni {

using Object = struct ObjectOf*;  // a reference; opaque
using Method = struct MethodOf*;
using Field = struct FieldOf*;

union Value {
  std::uint8_t z;
  std::int32_t i;
  std::int64_t j;
  Object l;
};

inline constexpr std::int32_t version = 0x00010006;

struct Option {
  char* text;
  void* extra;
};
struct StartArguments {
  std::int32_t version, count;
  Option* options;
  std::uint8_t ignore_unrecognized;
};
struct AttachArguments {
  std::int32_t version;
  char* name;
  Object group;
};

// Of one thread.
class Environment {
 public:
  // References that are made in between are gone afterwards.
  void open_frame() { call<std::int32_t, std::int32_t>(19, 16); }
  void close_frame() { call<Object, Object>(20, nullptr); }
  // nullptr, with an exception pending, where there is none.
  Object find_class(const char* name) { return call<Object, const char*>(6, name); }
  Object define_class(const char* name, Object loader, const void* bytes, std::size_t size) {
    return call<Object, const char*, Object, const void*, std::int32_t>(5, name, loader, bytes,
                                                                        static_cast<std::int32_t>(size));
  }
  bool failed() { return call<Object>(15) != nullptr; }
  void describe_exception() { call<void>(16); }  // and clears it
  void clear_exception() { call<void>(17); }
  Object new_object(Object type, Method constructor, const Value* arguments = nullptr) {
    return call<Object, Object, Method, const Value*>(30, type, constructor, arguments);
  }
  Method method(Object type, const char* name, const char* signature) {
    return call<Method, Object, const char*, const char*>(33, type, name, signature);
  }
  std::int32_t call_int(Object object, Method method, const Value* arguments = nullptr) {
    return call<std::int32_t, Object, Method, const Value*>(51, object, method, arguments);
  }
  void call_void(Object object, Method method, const Value* arguments) {
    call<void, Object, Method, const Value*>(63, object, method, arguments);
  }
  Method static_method(Object type, const char* name, const char* signature) {
    return call<Method, Object, const char*, const char*>(113, type, name, signature);
  }
  Object call_static_object(Object type, Method method, const Value* arguments) {
    return call<Object, Object, Method, const Value*>(116, type, method, arguments);
  }
  std::int32_t call_static_int(Object type, Method method, const Value* arguments) {
    return call<std::int32_t, Object, Method, const Value*>(131, type, method, arguments);
  }
  std::int64_t call_static_long(Object type, Method method, const Value* arguments) {
    return call<std::int64_t, Object, Method, const Value*>(134, type, method, arguments);
  }
  void call_static_void(Object type, Method method, const Value* arguments) {
    call<void, Object, Method, const Value*>(143, type, method, arguments);
  }
  Field static_field(Object type, const char* name, const char* signature) {
    return call<Field, Object, const char*, const char*>(144, type, name, signature);
  }
  bool static_boolean(Object type, Field field) { return call<std::uint8_t, Object, Field>(146, type, field) != 0; }
  Object text(const char* modified_utf8) { return call<Object, const char*>(167, modified_utf8); }
  std::int32_t length(Object array) { return call<std::int32_t, Object>(171, array); }
  Object array(std::size_t size, Object type) {
    return call<Object, std::int32_t, Object, Object>(172, static_cast<std::int32_t>(size), type, nullptr);
  }
  void set(Object array, std::size_t index, Object value) {
    call<void, Object, std::int32_t, Object>(174, array, static_cast<std::int32_t>(index), value);
  }
  Object bytes(const char* data, std::size_t size) {
    const Object array = call<Object, std::int32_t>(176, static_cast<std::int32_t>(size));
    if (array != nullptr)
      call<void, Object, std::int32_t, std::int32_t, const char*>(208, array, 0, static_cast<std::int32_t>(size), data);
    return array;
  }

 private:
  template <class Result, class... Arguments>
  Result call(std::size_t place, Arguments... arguments) {
    return reinterpret_cast<Result (*)(Environment*, Arguments...)>(functions_[place])(this, arguments...);
  }
  void* const* functions_;
};

// A virtual machine.
class Machine {
 public:
  void destroy() { reinterpret_cast<int (*)(Machine*)>(functions_[3])(this); }  // when the last thread has ended
  bool attach(Environment*& environment, AttachArguments& arguments) {
    return reinterpret_cast<int (*)(Machine*, Environment**, AttachArguments*)>(functions_[4])(this, &environment,
                                                                                               &arguments) == 0;
  }
  bool detach() { return reinterpret_cast<int (*)(Machine*)>(functions_[5])(this) == 0; }

 private:
  void* const* functions_;
};

using CreateMachine = int(Machine**, Environment**, StartArguments*);

}  // namespace cordon::parked::jni
