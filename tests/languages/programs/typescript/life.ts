const size = 8;
type Grid = boolean[][];
let grid: Grid = Array.from({ length: size }, () => new Array(size).fill(false));
for (const [r, c] of [[0, 1], [1, 2], [2, 0], [2, 1], [2, 2]]) grid[r][c] = true;

function near(g: Grid, r: number, c: number): number {
  let n = 0;
  for (const dr of [size - 1, 0, 1]) for (const dc of [size - 1, 0, 1]) if (dr || dc) n += Number(g[(r + dr) % size][(c + dc) % size]);
  return n;
}

for (let generation = 0; generation < 5; generation++) {
  console.log(`generation ${generation}`);
  for (const row of grid) console.log(row.map((cell) => (cell ? "#" : ".")).join(""));
  grid = grid.map((row, r) => row.map((cell, c) => near(grid, r, c) === 3 || (cell && near(grid, r, c) === 2)));
}
