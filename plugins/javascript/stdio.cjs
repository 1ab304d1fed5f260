// Makes writes to standard output and error wait until they are done, as node documents it for pipes.
// Without this a program that prints in a loop and never rests keeps all its output in memory: a time
// limit, or process.exit(), would lose what was printed.
'use strict';

for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
