const fs: typeof import("fs") = require("fs");

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j++)
      current.push(Math.min(current[j] + 1, previous[j + 1] + 1, previous[j] + Number(a[i] !== b[j])));
    previous = current;
  }
  return previous[b.length];
}

for (const line of fs.readFileSync(0, "utf8").trim().split("\n")) {
  const [a, b] = line.split(" ");
  console.log(a, b, distance(a, b));
}
