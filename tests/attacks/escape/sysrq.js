// expect: contained
const fs = require('fs');
const opened = ['/proc/sysrq-trigger', '/proc/sys/vm/drop_caches', '/proc/kcore', '/proc/acpi', '/sys/power/state', '/sys/kernel/uevent_helper']
  .filter((path) => { try { fs.openSync(path, 'r'); return true; } catch { return false; } });
console.log(opened.length ? 'ESCAPED: ' + opened : 'contained');
