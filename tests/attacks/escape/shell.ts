// expect: contained | stopped by: system_call_filter
// The same, in disguise: the program is put together from numbers.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const image: Buffer = Buffer.alloc(144);
const put = (at: number, ...bytes: number[]): void => bytes.forEach((byte, i) => image.writeUInt8(byte, at + i));
put(0, 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1);
put(16, 2, 0, 0x3e, 0, 1, 0, 0, 0, 0x78, 0, 0x40);
put(32, 64);
put(52, 64, 0, 56, 0, 1, 0);
put(64, 1, 0, 0, 0, 5);
put(80, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x40);
put(96, 144, 0, 0, 0, 0, 0, 0, 0, 144);
put(112, 0, 0x10);
put(120, 0xb8, 0x10, 0x01, 0, 0, 0xbf, 0, 0, 0, 0x10, 0x0f, 0x05, 0x89, 0xc7, 0xc1, 0xff, 0x1f, 0xb8, 0x3c, 0, 0, 0, 0x0f, 0x05);
writeFileSync('/box/y', image, { mode: 0o755 });
const { status, error } = spawnSync('/box/y');
if (status !== 0 && status !== 255) throw error ?? new Error(String(status));
console.log(status === 0 ? 'ESCAPED: a user namespace' : 'contained');
