"""Programs in a runtime that has waited for them (`sandbox.start` is "warm") do what they do in one that was started for them."""

import pytest

import server

pytestmark = server.needs_server

# A variable that a runtime may look at when it starts: the one that waited has not seen it, so another is started.
COLD = {"UV_NOTHING": "1"}

# Whether the process that runs this is the one that has waited. Nothing else tells, and nothing else may.
WAITED = "require('fs').readFileSync('/proc/self/cmdline', 'latin1').includes('zygote.cjs')"

JAVASCRIPT = {
    "console": "console.log('a', 1, [1, { b: new Map([[1, 2]]) }], null, undefined, Symbol('s')); console.error('%s is %d', 'x', 5); console.table([{ a: 1 }]);",
    "uncaught": "function f(x) { return x.y.z; }\nconsole.log('before');\nf({});",
    "uncaught-value": "console.log('before'); throw { some: 'value' };",
    "uncaught-async": "setTimeout(() => { throw new RangeError('late'); }, 1);",
    "unhandled-rejection": "Promise.reject(new Error('nobody cares'));\nprocess.on('exit', (code) => console.log('exit', code));",
    "rejection-handled-late": "const p = Promise.reject(new Error('x')); p.catch((e) => console.log('caught', e.message));",
    "syntax-error": "console.log('never');\nlet x = ;",
    "exit": "process.on('exit', (code) => console.log('exit', code)); console.log('a'); process.exit(7);",
    "exit-code": "process.exitCode = 9; console.log('a');",
    "exit-code-in-handler": "process.on('exit', () => { process.exitCode = 11; });",
    "exit-from-handler": "process.on('beforeExit', () => { console.log('before'); process.exit(4); });",
    "exit-with-writes": "for (let i = 0; i < 20000; ++i) console.log('line', i); process.exit(0);",
    "abort": "console.log('a'); process.kill(process.pid, 'SIGKILL');",
    "identity": "console.log(process.pid, process.ppid, process.argv, process.argv0, process.execArgv, process.execPath, process.title, process.cwd(), process.umask(), process.getuid());",
    "module": "console.log(__filename, __dirname, require.main === module, module.paths, module.id, module.children, module.parent, Object.keys(require.cache), require.extensions);",
    "environment": "const { UV_NOTHING, ...rest } = process.env; console.log(rest); process.env.NEW = '1'; console.log(require('child_process').execSync('echo $NEW$HOME').toString());",
    "globals": "console.log(Object.getOwnPropertyNames(globalThis).sort().join(), Object.keys(process).sort().join());",
    "limits": "console.log(require('v8').getHeapStatistics().heap_size_limit, require('child_process').execSync('ulimit -n; ulimit -s; ulimit -c; ulimit -Hn').toString(), require('os').availableParallelism());",
    "order": "setTimeout(() => console.log('timeout'), 30); setImmediate(() => console.log('immediate')); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); queueMicrotask(() => console.log('microtask')); console.log('main');",
    "timers": "const t = performance.now(); let n = 0; const i = setInterval(() => { if (++n === 3) { clearInterval(i); console.log(performance.now() - t > 25, n); } }, 10);",
    "clocks": "setTimeout(() => console.log([process.uptime(), performance.now() / 1e3, (Date.now() - performance.timeOrigin) / 1e3].every((x) => x > 0.02 && x < 20), Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 50), 30);",
    "files": "const fs = require('fs'); fs.writeFileSync('a.txt', 'text'); fs.promises.readFile('a.txt', 'utf8').then(console.log).then(() => fs.readdirSync('.')).then(console.log).then(() => fs.appendFile('b.txt', 'x', () => fs.stat('b.txt', (e, s) => console.log(e, s.size, s.uid, s.mode.toString(8)))));",
    "pending-write": "const fs = require('fs'); const fd = fs.openSync('late.txt', 'w'); fs.write(fd, 'written', () => {}); process.exit(0);",
    "zlib": "const z = require('zlib'); z.gzip('abc'.repeat(1000), (e, d) => z.gunzip(d, (e, d) => console.log(d.length))); console.log(z.deflateSync('x').toString('hex'), z.brotliCompressSync('y').length);",
    "crypto": "const c = require('crypto'); console.log(c.createHash('sha256').update('x').digest('hex'), c.randomUUID().length); c.pbkdf2('a', 'b', 1000, 10, 'sha1', (e, d) => { console.log(d.toString('hex')); c.generateKeyPair('ed25519', (e, k) => console.log(k.type)); });",
    "webcrypto": "crypto.subtle.digest('SHA-256', Buffer.from('x')).then((d) => console.log(Buffer.from(d).toString('hex')));",
    "workers": "const { Worker, isMainThread, parentPort, workerData } = require('worker_threads'); if (isMainThread) { const w = new Worker(__filename, { workerData: 5 }); w.on('message', (m) => console.log('got', m)); w.on('exit', (c) => console.log('exit', c)); } else { parentPort.postMessage([workerData * 2, process.argv, process.execArgv]); }",
    "many-workers": "const { Worker } = require('worker_threads'); let sum = 0, left = 8; for (let i = 0; i < 8; ++i) new Worker('require(\"worker_threads\").parentPort.postMessage(1)', { eval: true }).on('message', (m) => { sum += m; if (--left === 0) console.log(sum); });",
    "shared-memory": "const { Worker } = require('worker_threads'); const a = new Int32Array(new SharedArrayBuffer(4)); new Worker('const a = require(\"worker_threads\").workerData; Atomics.store(a, 0, 42); Atomics.notify(a, 0)', { eval: true, workerData: a }); Atomics.wait(a, 0, 0); console.log(a[0]);",
    "webassembly": "const code = new Uint8Array([0,97,115,109,1,0,0,0,1,7,1,96,2,127,127,1,127,3,2,1,0,7,7,1,3,97,100,100,0,0,10,9,1,7,0,32,0,32,1,106,11]); WebAssembly.instantiate(code).then(({ instance }) => console.log(instance.exports.add(2, 3))); console.log(new WebAssembly.Instance(new WebAssembly.Module(code)).exports.add(4, 5));",
    "children": "const { spawnSync, spawn, fork } = require('child_process'); console.log(spawnSync('cat', { input: 'fed' }).stdout.toString()); const c = spawn('sh', ['-c', 'echo out; echo err >&2; exit 3']); let out = '', err = ''; c.stdout.on('data', (d) => { out += d; }); c.stderr.on('data', (d) => { err += d; }); c.on('close', (code, signal) => console.log(out, err, code, signal));",
    "forked": "if (process.send) { process.on('message', (m) => { process.send(m + 1); process.disconnect(); }); } else { const c = require('child_process').fork(__filename); c.on('message', (m) => console.log('got', m)); c.on('exit', (code) => console.log(code)); c.send(1); }",
    "inherited": "require('child_process').execFileSync(process.execPath, ['-e', 'console.log(process.argv.length, process.execArgv, require(\"fs\").readFileSync(0, \"utf8\"))'], { stdio: 'inherit' });",
    "signals": "process.on('SIGTERM', () => { console.log('term'); process.exit(2); }); process.on('SIGUSR2', () => console.log('usr2')); setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 1); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 20); setTimeout(() => {}, 10000);",
    "killed": "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 10000);",
    "server": "const s = require('net').createServer((c) => c.end('hello')).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('data', (d) => console.log(String(d))).on('close', () => s.close()));",
    "http": "const http = require('http'); const s = http.createServer((q, r) => r.end(q.url)).listen(0, '127.0.0.1', async () => { console.log(await (await fetch(`http://127.0.0.1:${s.address().port}/path`)).text()); s.close(); s.closeAllConnections(); });",
    "garbage": "let kept = []; for (let i = 0; i < 2e6; ++i) { kept.push({ i, s: 'x' + i }); if (kept.length > 1e5) kept = []; } console.log(kept.length);",
    "hot": "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } console.log(f(27)); let s = 0; for (let i = 0; i < 1e7; ++i) s = (s + i * i) % 1000003; console.log(s);",
    "recursion": "function f() { return f() + 1; } try { f(); } catch (e) { console.log(e instanceof RangeError, e.message); } f();",
    "regexp": "console.log(RegExp.$1, RegExp.lastMatch, /(a+)b/.exec('aab'), RegExp.$1);",
    "contexts": "const vm = require('vm'); console.log(vm.runInNewContext('a + 1', { a: 1 }), vm.runInThisContext('typeof require'));",
    "readline": "const rl = require('readline').createInterface({ input: process.stdin }); let n = 0; rl.on('line', (l) => console.log(++n, l)).on('close', () => console.log('closed'));",
    "stdin-events": "process.stdin.setEncoding('utf8'); let t = ''; process.stdin.on('data', (d) => { t += d; }).on('end', () => console.log(t.length, t.split('\\n').length));",
    "stdin-sync": "console.log(require('fs').readFileSync(0, 'utf8').length, require('fs').readFileSync('/dev/stdin', 'utf8').length);",
    "stdin-by-name": "console.log(require('fs').readFileSync('/dev/stdin', 'utf8').length); require('fs').writeFileSync('/dev/stdout', 'direct\\n');",
    "stdin-iterated": "(async () => { for await (const chunk of process.stdin) console.log(String(chunk).length > 0); })();",
    "pipes": "console.log(process.stdin.constructor.name, process.stdout.constructor.name, process.stdout.isTTY, process.stdout.writableLength, process.stdout._handle.constructor.name); require('fs').fstatSync(1).isFIFO() && console.log('fifo');",
    "warnings": "process.emitWarning('beware'); new Buffer(1); require('punycode');",
    "builtins": "console.log(require('module').builtinModules.filter((m) => !m.startsWith('_')).map((m) => typeof require(m)).join());",
    "intl": "console.log(new Intl.NumberFormat('de-DE').format(1234.5), new Date(0).toLocaleString('en-US', { timeZone: 'America/New_York' }), new Date(0).toString());",
    "loader-hooks": "const m = require('module'); m.registerHooks({ resolve: (s, c, n) => (s === 'x' ? { url: 'data:text/javascript,export default 7', shortCircuit: true } : n(s, c)) }); import('x').then((x) => console.log(x.default));",
    "loader-thread": "require('module').register('data:text/javascript,export const resolve = (s, c, n) => (s === \"y\" ? { url: \"data:text/javascript,export default 8\", shortCircuit: true } : n(s, c));'); import('y').then((x) => console.log(x.default));",
    "inspector": "const { Session } = require('inspector'); const s = new Session(); s.connect(); s.post('Runtime.evaluate', { expression: '1 + 1' }, (e, r) => console.log(e, r.result.value));",
    "heap-snapshot": "console.log(require('v8').serialize({ a: 1 }).length, require('v8').getHeapSnapshot() !== undefined);",
    "finalization": "const r = new FinalizationRegistry(() => console.log('gone')); (() => { r.register({}, 1); })(); require('v8').setFlagsFromString('--expose-gc'); require('vm').runInNewContext('gc')(); setTimeout(() => {}, 20);",
    "async-hooks": "const { AsyncLocalStorage, executionAsyncId } = require('async_hooks'); const s = new AsyncLocalStorage(); s.run(5, () => setTimeout(() => console.log(s.getStore(), executionAsyncId() > 0), 1));",
    "observer": "const { PerformanceObserver } = require('perf_hooks'); new PerformanceObserver((l) => console.log(l.getEntries().map((e) => e.name))).observe({ entryTypes: ['mark'] }); performance.mark('here');",
    "streams": "const { pipeline, Transform } = require('stream'); pipeline(process.stdin, new Transform({ transform(c, e, done) { done(null, String(c).toUpperCase()); } }), process.stdout, (e) => console.error(e));",
    "sqlite": "const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(':memory:'); d.exec('create table t (a)'); d.prepare('insert into t values (?)').run(5); console.log(d.prepare('select * from t').all().length);",
    "error-in-require": "require('./missing');",
    "memory": "const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));",
}

TIMES_ON_STDERR = {"memory"}

MODULES = {
    "module": "import fs, { readFileSync } from 'node:fs';\nconsole.log(typeof require, import.meta.url, import.meta.main, import.meta.filename, await 5, this, typeof readFileSync);",
    "await-for-ever": "process.on('exit', (code) => console.log('exit', code)); await new Promise(() => {});",
    "await-rejected": "console.log('a');\nawait Promise.reject(new TypeError('boom'));",
    "import-missing": "import './missing.mjs';",
    "import-name-missing": "import { nothing } from 'fs';",
    "dynamic-import": "const { default: fs } = await import('fs'); console.log(typeof fs.readFileSync); import('data:text/javascript,export default 5').then((m) => console.log(m.default));",
    "order": "setTimeout(() => console.log('timeout'), 1); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); console.log('main');",
    "json": "import data from './data.json' with { type: 'json' }; console.log(data);",
    "lines": "import { createInterface } from 'readline/promises'; for await (const line of createInterface({ input: process.stdin })) console.log(line);",
    "uncaught": "function f(x) { return x.y.z; }\nf({});",
}

TYPESCRIPT = {
    "nothing-left-behind": "const vm = require('vm'); console.log(typeof gc, vm.runInNewContext('typeof gc'), Object.keys(require.cache), module.children.length, process.getActiveResourcesInfo(), performance.getEntries().length);",
    "nothing-left-behind-of-modules": "import { createRequire } from 'node:module'; console.log(Object.keys(createRequire(import.meta.url).cache), Object.keys(globalThis), import.meta.url);",
    "plain": "enum A { B, C }\nconst x: number = A.C;\nconsole.log(x, process.pid, process.argv, process.execArgv, __filename, require.main === module);",
    "module": "import { readFileSync } from 'fs';\nconsole.log(import.meta.url, await 5, readFileSync(0, 'utf8').length);",
    "uncaught": "interface P { y?: { z: number } }\nfunction f(p: P): number {\n  return p.y!.z;\n}\nf({});",
    "rejected": "async function f(): Promise<void> { throw new Error('late'); }\nf();",
    "imports": "import { twice } from './other';\nconsole.log(twice(21));",
    "order": "setTimeout(() => console.log('timeout'), 1); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); console.log('main');",
    "exit": "process.on('exit', (c: number) => console.log(c)); process.exit(3);",
    "workers": "import { Worker, isMainThread, parentPort } from 'worker_threads';\nif (isMainThread) new Worker(__filename).on('message', (m: number) => console.log(m)); else parentPort!.postMessage(5 as number);",
    "stdin": "process.stdin.on('data', (d: Buffer) => console.log(d.length));",
}

CASES = (
    [("javascript", "main.js", name, text) for name, text in JAVASCRIPT.items()]
    + [("javascript", "main.mjs", name, text) for name, text in MODULES.items()]
    + [("javascript", "lib/other-name.js", name, JAVASCRIPT[name]) for name in ("uncaught", "module", "identity", "workers", "forked")]
    + [("javascript", "main.js", "module-by-syntax-" + name, text) for name, text in MODULES.items()]
    + [("typescript", "main.ts", name, text) for name, text in TYPESCRIPT.items()]
    + [("typescript", "src/app.ts", name, TYPESCRIPT[name]) for name in ("plain", "uncaught", "module", "workers")]
)


PACKAGE = {"path": "package.json", "content": '{"type": "module", "imports": {"#it": "./it.mjs"}}'}


def run(http, language, path, text, **more):
    folder = path.rpartition("/")[0]
    others = {"other.ts": "export const twice = (n: number): number => n * 2;"} if language == "typescript" else {"data.json": '{"a": 1}'}
    files = [{"path": path, "content": text}]
    if "package" in more:
        files.append(more.pop("package"))
    files += [{"path": f"{folder}/{name}".lstrip("/"), "content": content} for name, content in others.items()]
    for _ in range(100):
        answer = server.execute(http, language=language, files=files, stdin="first line\nsecond line\n", args=["one", "two words"], **more)
        if answer["sandbox"]["start"] == "warm":
            return answer
    raise AssertionError("nothing ever waited")


def seen(answer, name):
    keys = {"stdout", "stderr", "error", "verdict", "exit_code", "signal", "success", "diagnostics", "denials"}
    if name in TIMES_ON_STDERR:
        keys.remove("stderr")
    return {key: answer[key] for key in keys}


@pytest.mark.parametrize(("language", "path", "name", "text"), CASES, ids=[f"{path}-{name}" for _, path, name, _ in CASES])
def test_is_as_when_started_for_the_program(http, language, path, name, text):
    warm = run(http, language, path, text)
    assert seen(warm, name) == seen(run(http, language, path, text, env=COLD), name)


@pytest.mark.parametrize(("language", "path"), [("javascript", "main.js"), ("typescript", "main.ts")])
def test_a_package_is_seen(http, language, path):
    text = "console.log(typeof require, typeof module, import.meta.url, await 5)"
    warm = run(http, language, path, text, package=PACKAGE)
    assert warm["stdout"] == f"undefined undefined file:///box/{path} 5\n"
    assert seen(warm, "") == seen(run(http, language, path, text, package=PACKAGE, env=COLD), "")


@pytest.mark.parametrize("variables", [{"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}, {"TZ": "Asia/Tokyo"}, {"NODE_OPTIONS": "--no-warnings"}])
def test_variables_that_node_reads_are_obeyed(http, variables):
    text = "console.log([1], process.stdout.hasColors?.(), new Date(0).getHours()); process.emitWarning('beware');"
    warm, cold = (run(http, "javascript", "main.js", text, env=variables | more) for more in ({}, COLD))
    assert seen(warm, "") == seen(cold, "")


@pytest.mark.parametrize(("language", "path"), [("javascript", "main.js"), ("typescript", "main.ts"), ("javascript", "other.cjs")])
def test_runs_in_the_process_that_has_waited(http, language, path):
    text = f"console.log({WAITED})"
    assert run(http, language, path, text)["stdout"] == "true\n"
    assert run(http, language, path, text, env=COLD)["stdout"] == "false\n"
    # What it does not look at at start may be anything.
    assert run(http, language, path, text, env={"MINE": "1"})["stdout"] == "true\n"


@pytest.mark.parametrize("memory", [80, 128, 300, 512])
@pytest.mark.parametrize(("language", "path"), [("javascript", "main.js"), ("typescript", "main.ts")])
def test_another_memory_limit_is_obeyed(http, language, path, memory):
    limit = {"limits": {"memory": memory << 20}}
    heap = f"""
      const {{ heap_size_limit }} = require('v8').getHeapStatistics();
      console.log(heap_size_limit >> 20, process.execArgv);
      new (require('worker_threads').Worker)('console.log(require("v8").getHeapStatistics().heap_size_limit >> 20, process.execArgv)', {{ eval: true }});
    """
    warm = run(http, language, path, heap, **limit)
    assert warm["success"] and warm["stdout"] == run(http, language, path, heap, env=COLD, **limit)["stdout"]
    assert run(http, language, path, f"console.log({WAITED})", **limit)["stdout"] == "true\n"


@pytest.mark.parametrize("memory", [80, 160, 400])
def test_the_heap_ends_where_it_would(http, memory):
    full = run(http, "javascript", "main.js", JAVASCRIPT["memory"], limits={"memory": memory << 20})
    assert full["verdict"] == "memory_limit" and "heap out of memory" in full["stderr"]
    most = f"const k = []; while (process.memoryUsage().heapUsed < {(memory - 64) << 20} * 0.9) k.push(new Array(1000).fill(1)); console.log('held')"
    assert run(http, "javascript", "main.js", most, limits={"memory": memory << 20})["stdout"] == "held\n"


@pytest.mark.parametrize("language", ["javascript", "typescript"])
@pytest.mark.parametrize(
    "random",
    ["Math.random()", "require('vm').runInNewContext('Math.random()')", "require('crypto').randomBytes(8).toString('hex')",
     "crypto.randomUUID()", "crypto.getRandomValues(new Uint32Array(2)).join()", "require('crypto').randomInt(2 ** 40)"],
)
def test_chance_differs_between_runs(http, language, random):
    path = {"javascript": "main.js", "typescript": "main.ts"}[language]
    assert len({run(http, language, path, f"console.log({random})")["stdout"] for _ in range(6)}) == 6


def test_nothing_is_left_for_the_next_program(http):
    text = """
      const fs = require('fs');
      console.log(globalThis.left, [].left, fs.existsSync('/tmp/left'), fs.existsSync('/box/left'), fs.existsSync('/dev/shm/left'), process.env.LEFT, fs.left, process.listenerCount('exit'));
      globalThis.left = Array.prototype.left = fs.left = 1;
      process.env.LEFT = '1';
      process.on('exit', () => {});
      for (const folder of ['/tmp', '/box', '/dev/shm']) fs.writeFileSync(folder + '/left', '');
      process.chdir('/tmp');
      process.umask(0);
    """
    for _ in range(5):
        answer = run(http, "javascript", "main.js", text)
        assert answer["success"], answer["stderr"]
        assert answer["stdout"] == "undefined undefined false false false undefined undefined 0\n"
