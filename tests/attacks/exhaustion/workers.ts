// expect: process_limit or memory_limit or runtime_error or time_limit | timeout: 6 | limits: {"processes": 20}
import { Worker } from 'node:worker_threads';
for (let i = 0; i < 64; i++) new Worker('setInterval(() => {}, 100)', { eval: true });
