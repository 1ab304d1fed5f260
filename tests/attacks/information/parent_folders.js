// expect: contained
const fs = require('fs');
const up = '../'.repeat(40);
const seen = ['{{state}}', 'root/.ssh', 'root/.bashrc', 'etc/shadow', 'work', 'var/lib/cordon'].filter((name) => {
  try { fs.readdirSync(up + name); return true; } catch (e) { return e.code === 'ENOTDIR' && (() => { try { fs.readFileSync(up + name); return true; } catch { return false; } })(); }
});
console.log(seen.length ? 'ESCAPED: ' + seen : 'contained');
