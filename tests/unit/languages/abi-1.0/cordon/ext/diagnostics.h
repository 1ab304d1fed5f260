/* cordon/ext/diagnostics.h - read what a compiler or a runtime printed. */
#ifndef CORDON_EXT_DIAGNOSTICS_H
#define CORDON_EXT_DIAGNOSTICS_H
#include "cordon/plugin.h"
#ifdef __cplusplus
extern "C" {
#endif

#define CORDON_EXT_DIAGNOSTICS "cordon.diagnostics/1"

typedef struct cordon_diagnostic {
  cordon_severity severity;
  uint32_t line;   /* from 1; 0 where unknown */
  uint32_t column; /* from 1; 0 where unknown */
  cordon_text path;
  cordon_text code; /* "E0308", "TS2322", "NameError"; "" where the tool has none */
  cordon_text message;
} cordon_diagnostic;

typedef struct cordon_diagnostic_sink {
  cordon_abi abi;
  void *self;
  void (*diagnostic)(const struct cordon_diagnostic_sink *sink, const cordon_diagnostic *diagnostic);
  /* The one line that a person should read: "NameError: name 'x' is not defined",
   * "SyntaxError: expected ':' (line 1)", "Main.java:3: cannot find symbol". The last call counts.
   * Without one, the host says how the program ended. */
  void (*summary)(const struct cordon_diagnostic_sink *sink, cordon_text line);
  /* Step "run" only: the output shows that the program was not accepted as a program at all (a syntax
   * error that an interpreter found before it ran anything). The host makes it a compile error if
   * the program also printed nothing and failed. */
  void (*nothing_ran)(const struct cordon_diagnostic_sink *sink);
} cordon_diagnostic_sink;

typedef struct cordon_ext_diagnostics {
  cordon_abi abi;
  /* `output` is what step `step` ("compile", "run") wrote to standard error, already cut to the
   * host's limit, so it may end mid-line. It was written by untrusted code. [any] */
  cordon_status (*parse)(const cordon_language *language, cordon_text step, cordon_text output,
                         const cordon_diagnostic_sink *sink);
} cordon_ext_diagnostics;

#ifdef __cplusplus
}
#endif
#endif
