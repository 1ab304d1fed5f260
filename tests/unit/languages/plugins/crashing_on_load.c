#include <cordon/plugin.h>
#include <stdlib.h>

__attribute__((constructor)) static void crash(void) { abort(); }

CORDON_EXPORT const cordon_plugin_entry cordon_plugin = {{sizeof cordon_plugin, 1, 0}, "crash", "1.0.0", NULL};
