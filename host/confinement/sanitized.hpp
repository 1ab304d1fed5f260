// Whether this is a sanitizer's build. Its runtime reserves terabytes of address space, reads all of /proc,
// and traces the process at its end: the confinement allows that, so a test of what is denied has to know.
#pragma once

namespace cordon::confinement {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace cordon::confinement
