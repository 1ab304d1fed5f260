// expect: contained | stopped by: hidden_processes
const fs = require('fs');
try {
  console.log('ESCAPED: ' + fs.readFileSync('/proc/1/cmdline', 'utf8') + fs.readFileSync('/proc/1/status', 'utf8').split('\n')[0]);
} catch {
  console.log('contained');
}
