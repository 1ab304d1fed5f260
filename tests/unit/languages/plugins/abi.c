/* A plugin whose ABI header says what the build defines: MAJOR, MINOR, SIZE. Its create() must not run
 * where the host refuses it, so it ends the process. */
#include <cordon/plugin.h>
#include <stdlib.h>

static cordon_status create(const cordon_host *host, cordon_text id, cordon_text config,
                            const cordon_language **language) {
  (void)host, (void)id, (void)config, (void)language;
  abort();
}

CORDON_EXPORT const cordon_plugin_entry cordon_plugin = {{SIZE, MAJOR, MINOR}, "abi", "1.0.0", create};
