function* factors(n: number): Generator<[prime: number, power: number]> {
  for (let p = 2; p * p <= n; p++) {
    let k = 0;
    for (; n % p === 0; k++) n /= p;
    if (k) yield [p, k];
  }
  if (n > 1) yield [n, 1];
}

for (const n of [2, 12, 97, 360, 1001, 65536, 999999, 2147483647, 600851475143])
  console.log(`${n} = ${[...factors(n)].map(([p, k]) => (k > 1 ? `${p}^${k}` : p)).join(" * ")}`);
