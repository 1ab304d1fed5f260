import { readFileSync } from "fs";
const grid = readFileSync(0, "utf8").trim().split("\n");
const key = (r, c) => `${r},${c}`;
const row = grid.findIndex((line) => line.includes("S"));
const queue = [[row, grid[row].indexOf("S"), 0]];
const seen = /* @__PURE__ */ new Set([key(queue[0][0], queue[0][1])]);
let answer = "no way";
for (let next; next = queue.shift(); ) {
  const [r, c, steps] = next;
  if (grid[r][c] === "E") {
    answer = `steps ${steps}`;
    break;
  }
  for (const [y, x] of [[r + 1, c], [r - 1, c], [r, c + 1], [r, c - 1]])
    if (grid[y][x] !== "#" && !seen.has(key(y, x))) {
      seen.add(key(y, x));
      queue.push([y, x, steps + 1]);
    }
}
console.log(answer);
console.log("seen", seen.size);
