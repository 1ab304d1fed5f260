// expect: memory_limit | stopped by: memory_limit | limits: {"memory": 134217728}
const kept: Uint8Array[] = [];
for (let i: number = 0; i < 12; i++) kept.push(new Uint8Array(16 << 20).fill(7));
console.log('ESCAPED: half as much again as the limit');
