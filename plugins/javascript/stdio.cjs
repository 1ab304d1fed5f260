// Loaded before every program: what node cannot know of a sandbox.
'use strict';

// Writes to standard output and error wait until they are done, as node documents it for pipes. Without this
// a program that prints in a loop and never rests keeps all its output in memory: a time limit, or
// process.exit(), would lose what was printed.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);

// There is no /proc/cpuinfo to read: say how many processors there are, and nothing more of them.
const os = require('os');
const { cpus } = os;
os.cpus = () => {
  const known = cpus();
  if (known.length > 0) return known;
  const times = { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 };
  return Array.from({ length: os.availableParallelism() }, () => ({ model: 'unknown', speed: 0, times: { ...times } }));
};
