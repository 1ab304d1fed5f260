const items = [[9, 150], [13, 35], [153, 200], [50, 160], [15, 60], [68, 45], [27, 60], [39, 40], [23, 30], [52, 10], [11, 70], [32, 30]].map(([weight, value]) => ({ weight, value }));
const capacity = 200;
const best = new Array(capacity + 1).fill(0);
for (const { weight, value } of items)
  for (let c = capacity; c >= weight; c--) best[c] = Math.max(best[c], best[c - weight] + value);
console.log(best[50], best[100], best[200]);
