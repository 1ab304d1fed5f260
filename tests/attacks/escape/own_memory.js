// expect: contained | stopped by: landlock
// How a script leaves its runtime: https://nodejs.org/api/permissions.html does not count against it.
const fs = require('fs');
try {
  const line = fs.readFileSync('/proc/self/maps', 'utf8').split('\n').find((l) => l.includes('r-xp') && l.includes('node'));
  const at = BigInt('0x' + line.split('-')[0]);
  const memory = fs.openSync('/proc/self/mem', 'r+');
  const byte = Buffer.alloc(1);
  fs.readSync(memory, byte, 0, 1, at);
  fs.writeSync(memory, byte, 0, 1, Number(at));
  console.log('ESCAPED: code was written');
} catch {
  console.log('contained');
}
