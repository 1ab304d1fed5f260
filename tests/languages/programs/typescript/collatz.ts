let best: [start: number, steps: number] = [0, 0];
for (let start = 1; start < 20000; start++) {
  let steps = 1;
  for (let n = start; n !== 1; steps++) n = n % 2 === 0 ? n / 2 : 3 * n + 1;
  if (steps > best[1]) best = [start, steps];
}
console.log(...best);
