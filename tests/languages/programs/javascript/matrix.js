let seed = 1;
function random() {
  seed = Math.imul(seed, 1103515245) + 12345 & 2147483647;
  return (seed >> 16) % 10;
}
const n = 40;
const fill = () => Array.from({ length: n }, () => Array.from({ length: n }, random));
const a = fill(), b = fill();
const c = a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
console.log(c.reduce((sum, row, i) => sum + row[i], 0), c.flat().reduce((x, y) => x + y), c[0][0], c[n - 1][n - 1]);
