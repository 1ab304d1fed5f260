/* Every header of the plugin API, twice and in any order, as C11; and the layout that plugins out
 * there were built with. It passes by compiling. */
#include <cordon/ext/warmup.h>
#include <cordon/ext/source.h>
#include <cordon/ext/diagnostics.h>
#include <cordon/plugin.h>
#include <cordon/ext/warmup.h>

#include <stddef.h>

_Static_assert(CORDON_ABI_MAJOR == 1, "another major version is another ABI: keep a copy of its headers too");

_Static_assert(sizeof(cordon_text) == 16, "text");
_Static_assert(sizeof(cordon_abi) == 8, "abi header");
_Static_assert(sizeof(cordon_status) == 4 && sizeof(cordon_severity) == 4, "enums have a fixed width");
_Static_assert(CORDON_OK == 0 && CORDON_BAD_CONFIG == 1 && CORDON_FAILED == 2, "status");
_Static_assert(CORDON_NOTE == 0 && CORDON_WARNING == 1 && CORDON_ERROR == 2, "severity");

/* Members are only ever appended: sizes may grow in a minor version, these offsets stay. */
_Static_assert(sizeof(cordon_host) == 32, "host");
_Static_assert(offsetof(cordon_host, self) == 8, "host.self");
_Static_assert(offsetof(cordon_host, log) == 16, "host.log");
_Static_assert(offsetof(cordon_host, extension) == 24, "host.extension");

_Static_assert(sizeof(cordon_language) == 32, "language");
_Static_assert(offsetof(cordon_language, self) == 8, "language.self");
_Static_assert(offsetof(cordon_language, destroy) == 16, "language.destroy");
_Static_assert(offsetof(cordon_language, extension) == 24, "language.extension");

_Static_assert(sizeof(cordon_plugin_entry) == 32, "entry");
_Static_assert(offsetof(cordon_plugin_entry, name) == 8, "entry.name");
_Static_assert(offsetof(cordon_plugin_entry, version) == 16, "entry.version");
_Static_assert(offsetof(cordon_plugin_entry, create) == 24, "entry.create");

_Static_assert(sizeof(cordon_file) == 32, "file");
_Static_assert(sizeof(cordon_finding) == 48, "finding");
_Static_assert(offsetof(cordon_finding, rule) == 16, "finding.rule");
_Static_assert(sizeof(cordon_source_sink) == 48, "source sink");
_Static_assert(offsetof(cordon_source_sink, finding) == 16, "source sink.finding");
_Static_assert(offsetof(cordon_source_sink, rename) == 24, "source sink.rename");
_Static_assert(offsetof(cordon_source_sink, add) == 32, "source sink.add");
_Static_assert(offsetof(cordon_source_sink, variable) == 40, "source sink.variable");
_Static_assert(sizeof(cordon_ext_source) == 16, "source");

_Static_assert(sizeof(cordon_diagnostic) == 64, "diagnostic");
_Static_assert(offsetof(cordon_diagnostic, path) == 16, "diagnostic.path");
_Static_assert(sizeof(cordon_diagnostic_sink) == 40, "diagnostic sink");
_Static_assert(offsetof(cordon_diagnostic_sink, summary) == 24, "diagnostic sink.summary");
_Static_assert(offsetof(cordon_diagnostic_sink, nothing_ran) == 32, "diagnostic sink.nothing_ran");
_Static_assert(sizeof(cordon_ext_diagnostics) == 16, "diagnostics");

_Static_assert(sizeof(cordon_warmup_sink) == 32, "warm-up sink");
_Static_assert(sizeof(cordon_ext_warmup) == 16, "warm-up");

/* CORDON_HAS is C too. */
static int has_both(const cordon_host *host) { return CORDON_HAS(host, log) && CORDON_HAS(host, extension); }
int cordon_abi_test(void) {
  const cordon_host whole = {{sizeof whole, 1, 0}, NULL, NULL, NULL};
  return has_both(&whole);
}
