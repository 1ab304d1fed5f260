let row = [1];
for (let i = 0; i < 10; i++) {
  console.log(" ".repeat(2 * (9 - i)) + row.map((x) => String(x).padStart(4)).join(""));
  row = [...row, 0].map((x, k) => x + (row[k - 1] ?? 0));
}
