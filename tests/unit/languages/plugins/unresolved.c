/* Needs a function that nobody has: linked without -z defs, it is only found out when it is loaded. */
#include <cordon/plugin.h>

cordon_status nobody_has_this(const cordon_host *host, cordon_text id, cordon_text config,
                              const cordon_language **language);

CORDON_EXPORT const cordon_plugin_entry cordon_plugin = {{sizeof cordon_plugin, 1, 0}, "unresolved", "1.0.0",
                                                         nobody_has_this};
