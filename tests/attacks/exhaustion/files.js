// expect: contained | stopped by: inode_limit
const fs = require('fs');
try {
  for (let i = 0; i < 5000; i++) fs.symlinkSync('x', '/tmp/' + i);
  console.log('ESCAPED: 5000 links in /tmp');
} catch {
  console.log('contained');
}
