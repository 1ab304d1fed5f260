/* cordon/ext/source.h - look at a submission before it runs, and lay out its files. */
#ifndef CORDON_EXT_SOURCE_H
#define CORDON_EXT_SOURCE_H
#include "cordon/plugin.h"
#ifdef __cplusplus
extern "C" {
#endif

#define CORDON_EXT_SOURCE "cordon.source/1"

typedef struct cordon_file {
  cordon_text path; /* relative to the work directory; "" where the client gave no name */
  cordon_text content;
} cordon_file;

typedef struct cordon_finding {
  cordon_severity severity; /* CORDON_ERROR refuses the submission (HTTP 400) */
  uint32_t file;            /* index into the submission's files */
  uint32_t line;            /* from 1; 0 where it is about the whole file */
  uint32_t column;          /* in bytes, from 1; 0 as above */
  cordon_text rule;         /* stable, for clients to match on: "java.no-public-class" */
  cordon_text message;
} cordon_finding;

typedef struct cordon_source_sink {
  cordon_abi abi;
  void *self;
  void (*finding)(const struct cordon_source_sink *sink, const cordon_finding *finding);
  /* Rename submitted file `index`. */
  void (*rename)(const struct cordon_source_sink *sink, uint32_t index, cordon_text path);
  /* Add a file the client did not send: go.mod, tsconfig.json. */
  void (*add)(const struct cordon_source_sink *sink, const cordon_file *file);
  /* Set {plugin.NAME} in the manifest's argument vectors, for this submission. The manifest gives
   * every such name a default under `variables:`; a name it does not list is ignored and logged. */
  void (*variable)(const struct cordon_source_sink *sink, cordon_text name, cordon_text value);
} cordon_source_sink;

typedef struct cordon_ext_source {
  cordon_abi abi;
  /* Report what is wrong with the files, and name them as the compile and run steps expect. [any] */
  cordon_status (*prepare)(const cordon_language *language, const cordon_file *files, size_t count,
                           const cordon_source_sink *sink);
} cordon_ext_source;

#ifdef __cplusplus
}
#endif
#endif
