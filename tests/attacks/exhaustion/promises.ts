// expect: time_limit or cpu_time_limit | timeout: 1
const again = (): Promise<void> => Promise.resolve().then(again);
setTimeout(() => console.log('ESCAPED: a timer ran'), 10);
await again();
