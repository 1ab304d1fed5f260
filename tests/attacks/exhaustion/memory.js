// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 134217728}
// Buffers are not on the heap that V8 limits.
const kept = [];
for (let i = 0; i < 12; i++) kept.push(Buffer.alloc(16 << 20, 1));
console.log('ESCAPED: half as much again as the limit');
