import { createInterface } from 'node:readline'; (async () => { for await (const line of createInterface({ input: process.stdin })) console.log('>', line); console.log('end'); })();
