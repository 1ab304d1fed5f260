// Loaded last, and only where node is started ahead of need (guest/zygotes/node.cpp): everything up to serve() happens
// once, everything after it in a copy of the process that has been given its program.
'use strict';

// Node has looked at its command and is about to start `expected`. What is put in the way of that is gone when the
// program's first line runs, and no stack shows it.
function startWith(file, expected) {
  const Module = require('module');
  if (!importsUs()) {
    const { runMain } = Module;
    Object.defineProperty(Module, 'runMain', {
      configurable: true,
      get() {
        Object.defineProperty(Module, 'runMain', { value: runMain, configurable: true, enumerable: true, writable: true });
        return runMain.bind(Module, file);
      },
    });
    return;
  }
  // Then it is past that, and imports.
  const { pathToFileURL } = require('url');
  const url = pathToFileURL(expected).href;
  const hooks = Module.registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== url) return next(specifier, context);
      hooks.deregister();
      return next(pathToFileURL(file).href, context);
    },
  });
}

// V8 compiles node's functions when they are first called, which takes most of a short program's time: the way to a main
// file, that of an import, and that of what is printed. Nothing of it may be seen afterwards.
function warm(mute) {
  const Module = require('module');
  delete process.env.CORDON_ZYGOTE;  // what is below is for once
  delete require.cache[__filename];
  if (!importsUs()) Module.runMain(__filename);
  import('data:text/javascript,0');
  mute();
  process.stderr.writable;
  console.log('text', 1, 'größer', { a: [1, 'b'] }, [1, 2], new Map([[1, 2]]), new Error('x'), '漢字');
  console.log('%s: %d', 'x', 5);
  process._tickCallback();
}

// What the loader has left behind would be collected in every copy, at the first rest of its program.
function collectGarbage() {
  const { setFlagsFromString } = require('v8');
  setFlagsFromString('--expose-gc');
  const collect = require('vm').runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  for (let i = 0; i < 2; ++i) collect({ type: 'minor' });  // what survives both is no longer young
}

const importsUs = () => process.execArgv.includes(`--import=${__filename}`);

const library = process.env.CORDON_ZYGOTE;
if (library) {
  const addon = { exports: {} };
  process.dlopen(addon, library);
  // What programs load, as far as it reads nothing of the machine and starts no thread.
  for (const name of ['assert', 'buffer', 'child_process', 'crypto', 'events', 'fs', 'fs/promises', 'os', 'path',
    'perf_hooks', 'readline', 'readline/promises', 'stream', 'stream/promises', 'string_decoder', 'timers',
    'timers/promises', 'url', 'util', 'zlib'])
    require(name);
  const Module = require('module');
  const path = require('path');
  warm(addon.exports.mute);
  const { milestones } = addon.exports.internalBinding('performance');
  const exit = process[addon.exports.internalBinding('util').privateSymbols.exit_info_private_symbol];
  delete require.cache[__filename];
  if (importsUs()) collectGarbage();

  const { options, words, pid } = addon.exports.serve(milestones[1], exit);

  // Of time: as if node had started now. The first is the date, the second what the others count from.
  const passed = Number(process.hrtime.bigint()) - milestones[1];
  milestones[0] = Date.now() * 1000;
  for (let i = 1; i < milestones.length; ++i) if (milestones[i] > 0) milestones[i] += passed;

  const [main, ...args] = words;
  const [node, expected] = process.argv;
  process.argv = [node, path.resolve(main), ...args];
  if (process.argv[1] !== expected) startWith(process.argv[1], expected);
  // Workers get heaps of this size, and options from elsewhere.
  const heap = options.find((option) => option.startsWith('--max-old-space-size='));
  if (!process.execArgv.includes(heap)) require('v8').setFlagsFromString(heap);
  process.execArgv = options;
  const set = (name, value) => Object.defineProperty(process, name, { value });  // and stays what it is, such as read-only
  set('pid', pid);
  set('_preload_modules', process._preload_modules.filter((name) => name !== __filename));
}
