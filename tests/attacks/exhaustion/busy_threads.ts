// expect: cpu_time_limit | limits: {"cpu_time": 1}
import { Worker } from 'node:worker_threads';
for (let i: number = 0; i < 4; i++) new Worker('for (;;);', { eval: true });
