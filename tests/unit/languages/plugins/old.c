/* Built from the kept headers of ABI 1.0, as a plugin that nobody builds again would be. */
#include <cordon/ext/source.h>
#include <string.h>

static cordon_status prepare(const cordon_language *language, const cordon_file *files, size_t count,
                             const cordon_source_sink *sink) {
  (void)language, (void)files;
  const cordon_text path = {"old.txt", 7};
  if (count > 0) sink->rename(sink, 0, path);
  return CORDON_OK;
}

static const cordon_ext_source source = {{sizeof source, 1, 0}, prepare};

static const void *extension(const cordon_language *language, const char *id) {
  (void)language;
  return strcmp(id, CORDON_EXT_SOURCE) == 0 ? &source : NULL;
}
static void destroy(const cordon_language *language) { (void)language; }

static const cordon_language made = {{sizeof made, 1, 0}, NULL, destroy, extension};

static cordon_status create(const cordon_host *host, cordon_text id, cordon_text config,
                            const cordon_language **language) {
  (void)host, (void)id, (void)config;
  *language = &made;
  return CORDON_OK;
}

CORDON_EXPORT const cordon_plugin_entry cordon_plugin = {{sizeof cordon_plugin, 1, 0}, "old", "1.0.0", create};
