const n = 1e5;
const composite = new Uint8Array(n);
const primes = [];
for (let i = 2; i < n; i++) {
  if (composite[i]) continue;
  primes.push(i);
  for (let j = i * i; j < n; j += i) composite[j] = 1;
}
console.log(primes.length);
console.log(primes.slice(-5).join(" "));
