const a = (i, j) => 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
function times(v2, transposed) {
  return v2.map((_, i) => v2.reduce((sum, x, j) => sum + (transposed ? a(j, i) : a(i, j)) * x, 0));
}
let u = new Float64Array(50).fill(1);
let v = u;
for (let i = 0; i < 10; i++) {
  v = times(times(u, false), true);
  u = times(times(v, false), true);
}
const dot = (x, y) => x.reduce((sum, n, i) => sum + n * y[i], 0);
console.log(Math.sqrt(dot(u, v) / dot(v, v)).toFixed(9));
