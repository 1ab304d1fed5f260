// expect: file_limit | limits: {"files": 1048576} | exit: 1
const fs = require('fs');
fs.writeFileSync('/tmp/file', '');
fs.truncateSync('/tmp/file', 8 * 2 ** 30);
