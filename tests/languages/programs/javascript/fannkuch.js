function fannkuch(n) {
  const perm1 = Array.from({ length: n }, (_, i) => i);
  const count = new Array(n).fill(0);
  let most2 = 0, checksum2 = 0, r = n;
  for (let index = 0; ; index++) {
    for (; r !== 1; r--) count[r - 1] = r;
    const perm = perm1.slice();
    let flips = 0;
    for (let k = perm[0]; k !== 0; k = perm[0]) {
      perm.splice(0, k + 1, ...perm.slice(0, k + 1).reverse());
      flips++;
    }
    most2 = Math.max(most2, flips);
    checksum2 += index % 2 === 0 ? flips : -flips;
    for (; ; r++) {
      if (r === n) return [checksum2, most2];
      perm1.splice(r, 0, perm1.shift());
      if (--count[r] > 0) break;
    }
  }
}
const [checksum, most] = fannkuch(7);
console.log(`${checksum}
Pfannkuchen(7) = ${most}`);
