// expect: memory_limit | limits: {"memory": 134217728}
const kept = [];
for (;;) kept.push(new Array(1000).fill({}));
