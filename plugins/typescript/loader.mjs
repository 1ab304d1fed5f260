// Lets node run TypeScript that the compile step has already turned into JavaScript: what is imported
// as /box/main.ts is read from /box/.javascript/main.js, so that every path a program can see is the
// one it was submitted with. Relative imports are found as TypeScript finds them: './util' and
// './util.js' are util.ts. JSON needs no import attribute.
import { readFileSync, statSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

let box = 'file:///box/';
const typescript = /\.([mc]?)tsx?$/;
const alternatives = { '.js': ['.ts', '.tsx'], '.jsx': ['.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] };
const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

const embeddedMap = '//# sourceMappingURL=data:application/json;base64,';

const isFile = (url) => statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;

function* candidates(url) {
  const ending = /\.[mc]?jsx?$/.exec(url)?.[0];
  for (const other of alternatives[ending] ?? []) yield url.slice(0, -ending.length) + other;
  yield url;
  for (const other of endings) yield url + other;
  for (const other of endings) yield url.replace(/\/?$/, '/index') + other;
}

function resolve(specifier, context, next) {
  if (/^(?:\.\.?(?:\/|$)|\/|file:)/.test(specifier)) {
    const { href, search } = new URL(specifier, context.parentURL ?? box);
    const path = href.slice(0, href.length - search.length);
    for (const url of path.startsWith(box) ? candidates(path) : [])
      if (isFile(url)) return { url: url + search, shortCircuit: true };
  }
  return next(specifier, context);
}

// The compiled file, with its map as it should be seen from where the program believes to be.
// CommonJS gets a function around it, as with tsx: its frames then have the same names in stack traces.
function adapted(source, url, format) {
  const end = source.lastIndexOf(embeddedMap);
  const code = source.slice(0, end);
  const map = JSON.parse(Buffer.from(source.slice(end + embeddedMap.length), 'base64').toString());
  map.sources = [url];
  const wrap = format === 'commonjs';
  if (wrap) map.mappings = ';' + map.mappings;
  const comment = embeddedMap + Buffer.from(JSON.stringify(map)).toString('base64');
  return wrap ? `(()=>{\n${code}\n})();\n${comment}` : code + comment;
}

function load(url, context, next) {
  const path = url.replace(/\?.*$/, '');
  if (!path.startsWith(box)) return next(url, context);
  if (typescript.test(path)) {
    const javascript = box + '.javascript/' + path.slice(box.length).replace(typescript, '.js');
    const { format, source } = next(javascript, { ...context, format: undefined });
    const text = String(source ?? readFileSync(fileURLToPath(javascript)));
    return { format, source: adapted(text, path, format), shortCircuit: true };
  }
  if (path.endsWith('.json') && context.conditions?.includes('import') && context.importAttributes?.type !== 'json') {
    const text = readFileSync(fileURLToPath(path), 'utf8');
    const names = Object.keys(JSON.parse(text) ?? {}).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default');
    const named = names.map((name, i) => `const $${i} = data[${JSON.stringify(name)}]; export { $${i} as ${name} };`);
    return { format: 'module', source: `const data = ${text};\nexport default data;\n${named.join('\n')}`, shortCircuit: true };
  }
  return next(url, context);
}

registerHooks({ resolve, load });

// Started before there is a program (plugins/javascript/zygote.cjs): two of ours, one of each kind, take the same way, so
// that V8 has compiled what is on it. Only the loader's own memory of these addresses is left of them.
if (process.env.CORDON_ZYGOTE) {
  const programs = box;
  box = 'file:///usr/lib/cordon/warm/';
  for (const name of ['script.ts', 'module.ts']) await import(box + name);
  const { cache } = createRequire(import.meta.url);
  for (const name of Object.keys(cache)) if (name.startsWith(fileURLToPath(box))) delete cache[name];
  box = programs;
}
