import { readFileSync } from "node:fs";
const sequence = readFileSync(0, "utf8").trim();
for (const k of [1, 2, 3]) {
  const counts = /* @__PURE__ */ new Map();
  for (let i = 0; i + k <= sequence.length; i++) {
    const key = sequence.slice(i, i + k);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  for (const [key, n] of ordered.slice(0, 6)) console.log(key, n);
  console.log();
}
