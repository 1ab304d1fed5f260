# Warnings and sanitizers, carried by one INTERFACE target so that nothing is set globally.
set(CORDON_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")
set(CORDON_FUZZ OFF CACHE BOOL "Build the fuzz targets, which takes clang")
set(CORDON_TIDY OFF CACHE BOOL "Run clang-tidy on every file")

add_library(cordon_warnings INTERFACE)
add_library(cordon_options INTERFACE)
target_link_libraries(cordon_options INTERFACE cordon_warnings)
target_compile_options(cordon_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
# Designated initialisers that name only what differs are how values are written here.
target_compile_options(cordon_warnings INTERFACE -Wno-missing-field-initializers)
# GCC 12 sees uninitialised or overlong accesses in coroutine frames and inlined strings where there are none.
target_compile_options(cordon_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-dangling-pointer>)
# Clang sees what GCC's library uses inside it, and libseccomp's macros.
target_compile_options(cordon_warnings INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations -Wno-c99-extensions>)
target_compile_options(cordon_warnings INTERFACE -fstack-protector-strong $<$<CONFIG:RelWithDebInfo>:-D_FORTIFY_SOURCE=2>)

# CORDON_SANITIZED: what limits memory or system calls has to leave room for a sanitizer's runtime.
if(CORDON_SANITIZE)
  target_compile_definitions(cordon_options INTERFACE CORDON_SANITIZED)
  target_compile_options(cordon_options INTERFACE -fsanitize=${CORDON_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(cordon_options INTERFACE -fsanitize=${CORDON_SANITIZE})
endif()
if(CORDON_SANITIZE MATCHES thread)
  # Asio has fences where nothing needs them: ThreadSanitizer does not see fences, and GCC says so.
  target_compile_options(cordon_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(CORDON_FUZZ)
  target_compile_options(cordon_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CORDON_TIDY)
  set(CMAKE_CXX_CLANG_TIDY clang-tidy-19 --quiet)
endif()

find_program(CORDON_CCACHE ccache)
if(CORDON_CCACHE)
  # What was compiled in one checkout need not be compiled again in another one elsewhere.
  set(cached_compiler ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CORDON_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${cached_compiler})
  set(CMAKE_C_COMPILER_LAUNCHER ${cached_compiler})
endif()
