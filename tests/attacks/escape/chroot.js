// expect: contained
const { spawnSync } = require('child_process');
const tried = spawnSync('/bin/sh', ['-c', 'chroot /tmp /bin/true || chroot . ./true || exit 9']);
console.log(tried.status === 0 ? 'ESCAPED: another root' : 'contained');
