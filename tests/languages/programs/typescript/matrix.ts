let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 16) % 10;
}

const n = 40;
type Matrix = number[][];
const fill = (): Matrix => Array.from({ length: n }, () => Array.from({ length: n }, random));
const a = fill(), b = fill();
const c: Matrix = a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
console.log(c.reduce((sum, row, i) => sum + row[i], 0), c.flat().reduce((x, y) => x + y), c[0][0], c[n - 1][n - 1]);
