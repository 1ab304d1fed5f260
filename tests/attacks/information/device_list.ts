// expect: contained
import { readdirSync } from 'node:fs';
const known = new Set(['null', 'zero', 'full', 'random', 'urandom', 'shm', 'fd', 'stdin', 'stdout', 'stderr']);
const others: string[] = readdirSync('/dev').filter((name) => !known.has(name));
console.log(others.length > 0 ? `ESCAPED: ${others}` : 'contained');
