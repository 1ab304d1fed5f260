setTimeout(() => console.log("timeout"), 0);
setTimeout(() => setImmediate(() => console.log("immediate")), 0);
process.nextTick(() => console.log("tick"));
Promise.resolve().then(() => console.log("micro"));
queueMicrotask(() => console.log("queued"));
console.log("sync");
