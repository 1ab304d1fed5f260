const log = [];
const traced = new Proxy({}, { get: (target, key) => (log.push(String(key)), (target[key] ??= 0)), set: (target, key, value) => ((target[key] = value), true) });
traced.a += 2;
traced.b -= 1;
console.log(log.join(), { ...traced }, Symbol.for("x") === Symbol.for("x"), `${{ [Symbol.toPrimitive]: (hint) => hint }}`);
const range = { from: 1, to: 4, *[Symbol.iterator]() { for (let i = this.from; i <= this.to; i++) yield i; } };
console.log(Math.max(...range), Array.from(range, (n) => n * n), new Set([...range, 1, 2]).size);
