/* A plugin of a later minor version: its structs have members that this host does not know, its
 * extension has a second revision beside the first. */
#include <cordon/ext/source.h>
#include <string.h>

static cordon_status prepare(const cordon_language *language, const cordon_file *files, size_t count,
                             const cordon_source_sink *sink) {
  (void)language, (void)files, (void)count;
  const cordon_text path = {"newer.txt", 9};
  sink->rename(sink, 0, path);
  return CORDON_OK;
}

static const struct {
  cordon_ext_source known;
  void *later;
} source = {{{sizeof source, 1, 9}, prepare}, NULL};

static const void *extension(const cordon_language *language, const char *id) {
  (void)language;
  return strcmp(id, "cordon.source/1") == 0 || strcmp(id, "cordon.source/2") == 0 ? &source : NULL;
}
static void destroy(const cordon_language *language) { (void)language; }

static const struct {
  cordon_language known;
  void *later[4];
} made = {{{sizeof made, 1, 9}, NULL, destroy, extension}, {NULL}};

static cordon_status create(const cordon_host *host, cordon_text id, cordon_text config,
                            const cordon_language **language) {
  (void)host, (void)id, (void)config;
  *language = &made.known;
  return CORDON_OK;
}

CORDON_EXPORT const struct {
  cordon_plugin_entry known;
  void *later[4];
} cordon_plugin = {{{sizeof cordon_plugin, 1, 9}, "newer", "1.0.0", create}, {NULL}};
