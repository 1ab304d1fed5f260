const grid = require("fs").readFileSync(0, "utf8").trim().split("\n").map((line) => [...line]);
function fits(r, c, d) {
  for (let i = 0; i < 9; i++)
    if (grid[r][i] === d || grid[i][c] === d || grid[3 * (r / 3 | 0) + (i / 3 | 0)][3 * (c / 3 | 0) + i % 3] === d) return false;
  return true;
}
function solve(at = 0) {
  if (at === 81) return true;
  const r = Math.floor(at / 9), c = at % 9;
  if (grid[r][c] !== ".") return solve(at + 1);
  for (const d of "123456789")
    if (fits(r, c, d)) {
      grid[r][c] = d;
      if (solve(at + 1)) return true;
    }
  grid[r][c] = ".";
  return false;
}
console.log(solve() ? "solved" : "impossible");
console.log(grid.map((row) => row.join("")).join("\n"));
