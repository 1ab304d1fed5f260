// expect: time_limit or process_limit or runtime_error | timeout: 2 | limits: {"processes": 40}
const { spawn } = require('child_process');
const again = () => spawn('/bin/sh', ['-c', 'b() { b | b & }; b; sleep 9']).on('error', () => {}).on('exit', again);
again();
again();
setInterval(() => {}, 1000);
