#include "host/isolation/probe_image.hpp"

// clang-format off
asm(".pushsection .rodata\n"
    ".balign 16\n"
    "cordon_probe_begin:\n"
    ".incbin \"" CORDON_PROBE "\"\n"
    "cordon_probe_end:\n"
    ".popsection\n");
// clang-format on

extern "C" const char cordon_probe_begin[] __attribute__((visibility("hidden")));
extern "C" const char cordon_probe_end[] __attribute__((visibility("hidden")));

namespace cordon::isolation {

std::string_view probe_image() { return {cordon_probe_begin, cordon_probe_end}; }

}  // namespace cordon::isolation
