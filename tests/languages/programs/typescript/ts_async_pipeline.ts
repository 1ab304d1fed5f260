const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function* produce(n: number) { for (let i = 1; i <= n; i++) { await sleep(1); yield i; } }
async function* map<T, U>(source: AsyncIterable<T>, f: (value: T) => U) { for await (const value of source) yield f(value); }
let sum = 0;
for await (const value of map(produce(10), (n) => n ** 2)) sum += value;
console.log(sum, await Promise.allSettled([sleep(1), Promise.reject(new Error("no"))]).then((r) => r.map((x) => x.status)));
