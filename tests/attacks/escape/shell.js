// expect: contained | stopped by: system_call_filter
// Python's neighbour has no system calls of its own, but it can start what has: here, the shell's limits.
const { spawnSync } = require('child_process');
const code = Buffer.from('7f454c4602010100000000000000000002003e00010000007800400000000000400000000000000000000000000000000000000040003800010000000000000001000000050000000000000000000000000040000000000000004000000000009000000000000000900000000000000000100000000000', 'hex');
const header = Buffer.alloc(120);
code.copy(header);
const text = Buffer.from('b810010000' + 'bf00000010' + '0f05' + '89c7' + 'c1ff1f' + 'b83c000000' + '0f05', 'hex');
require('fs').writeFileSync('/box/x', Buffer.concat([header, text]), { mode: 0o755 });
const { status, error } = spawnSync('/box/x');
if (status !== 0 && status !== 255) throw error ?? status;
console.log(status === 0 ? 'ESCAPED: a user namespace' : 'contained');
