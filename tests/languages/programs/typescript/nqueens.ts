function queens(n: number, row = 0, columns = 0, left = 0, right = 0): number {
  if (row === n) return 1;
  let found = 0;
  for (let free = ~(columns | left | right) & ((1 << n) - 1); free; free &= free - 1) {
    const bit = free & -free;
    found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return found;
}

for (let n = 1; n <= 8; n++) console.log(n, queens(n));
