// expect: contained | stopped by: hidden_processes
import { readdirSync } from 'node:fs';
const numbers: number[] = readdirSync('/proc').map(Number).filter((n: number) => n > 0 && n !== process.pid);
console.log(numbers.length > 0 ? `ESCAPED: ${numbers}` : 'contained');
